/** At most one POST comes of each word of the user: nothing is posted unasked, nothing twice. */
import { sideOfPost } from '../user/person.ts';
import type { NewCheck } from './check.ts';

export const onePost: NewCheck = () => {
  let seen = 0;
  return {
    name: 'one post',
    look({ computer, person }) {
      const { posts } = computer.network;
      if (posts.length === seen) return null;
      seen = posts.length;
      const left = new Map<string, number>();
      for (const { side } of person.words) left.set(side, (left.get(side) ?? 0) + 1);
      for (const post of posts) {
        // Turned away at the door, and told so: it may go once more.
        if (post.isRefusedAtDoor) continue;
        const side = sideOfPost(post);
        const words = (left.get(side) ?? 0) - 1;
        if (words < 0) return `${side} was posted more often than the user said`;
        left.set(side, words);
      }
      return null;
    },
  };
};

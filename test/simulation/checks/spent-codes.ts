/** A code is given to the service no more once its use was told as over, nor after its hour, nor after it was put away. */
import { sideOfPost } from '../user/person.ts';
import type { NewCheck } from './check.ts';

export const spentCodes: NewCheck = () => {
  let seen = 0;
  return {
    name: 'spent codes',
    look({ computer, person }) {
      const { posts } = computer.network;
      for (; seen < posts.length; seen += 1) {
        const post = posts[seen];
        if (post?.code === undefined || post.code === null) continue;
        const spent = posts.slice(0, seen).find(
          ({ life, code, came, cameAt, path, caller, sentAt }) =>
            life === post.life &&
            caller === post.caller &&
            // Pasted once more, it is another code to the program until the service says what it is.
            !person.pasted.some((paste) => paste.code === code && paste.at >= sentAt) &&
            code === post.code &&
            path === post.path &&
            // Nobody knew of an answer that was still on its way.
            cameAt < post.sentAt &&
            came?.kind === 'answer' &&
            !came.isCut &&
            came.status === 200 &&
            came.text === '',
        );
        // Sent from the outbox at the same time as from the window: she said both before either was told.
        const fromOutbox = person.words.some(
          ({ side, from, at }) => from === 'outbox' && side === sideOfPost(post) && at <= post.sentAt,
        );
        if (spent !== undefined && !fromOutbox) return `a code that was taken was posted again: ${post.path}`;
      }
      return null;
    },
  };
};

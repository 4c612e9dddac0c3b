/** A planted bug: what is replaced in which source, and by what, and which check must see it how soon. */

import type { Habits } from '../user/occasional.ts';

export type Edit = { file: string; find: string; put: string };
export type Bug = {
  name: string;
  /** The checks that may see it. */
  by: readonly string[];
  /** Within so many histories, beginning with this seed. */
  within: number;
  from: number;
  /** Where it needs what Marta does in some histories only. */
  habits?: Habits;
  edits: readonly Edit[];
};

/** The channels of what the desktop offers beside a window: the icon in the tray and the start with the session. A part of the contract. */
import { z } from 'zod';

export const loginStateSchema = z.object({
  /**
   * `moved`: on, but it starts a copy of the program that lies elsewhere. `approval`: on, once the user says yes in the system's
   * settings. `foreign`: a file of that name is there that is not ours. `unpackaged`: run from its sources, nothing can be started.
   */
  is: z.enum(['on', 'off', 'moved', 'approval', 'foreign', 'unpackaged']),
  /** The file that says so, as people write it; `null` where there is none. */
  file: z.string().nullable(),
});
export type LoginState = z.infer<typeof loginStateSchema>;

export const desktopStateSchema = z.object({
  /** Somebody shows the icon now. `false` where it is switched off, too. */
  iconSeen: z.boolean(),
  login: loginStateSchema,
});
export type DesktopState = z.infer<typeof desktopStateSchema>;

export const desktopContract = {
  /** As the system says now; `not-allowed` in a browser. */
  'desktop:state': { input: z.object({}).strict(), output: desktopStateSchema },
  /** Starts the program with the session from now on, or not any more. Answers what the system says then. */
  'desktop:login': { input: z.object({ on: z.boolean() }), output: desktopStateSchema },
} as const;

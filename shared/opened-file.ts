/** An e-mail that the system opened the program with: as one that was dropped on the window, to be looked at and nothing else. */
import { z } from 'zod';
import { LONGEST_CONTENT } from './mail-file.ts';

export const openedFileSchema = z.object({
  name: z.string().max(255),
  /** Base64. */
  content: z.string().max(LONGEST_CONTENT),
});
export type OpenedFile = z.infer<typeof openedFileSchema>;

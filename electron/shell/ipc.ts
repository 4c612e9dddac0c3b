/** Registers every channel of the contract and tells events to the page. Holds no rule of the application. */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Channel, EventName } from '../../shared/channels.ts';
import { CHANNELS } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import type { Log } from '../desk/dispatch.ts';
import { checkEvent, dispatch } from '../desk/dispatch.ts';
import type { Desk } from '../desk/ports.ts';
import { isOwnPage } from './origin.ts';

/**
 * Answers are `Result`s; nothing throws over the bridge.
 * `isOurWindow` says whether these contents are the window's.
 */
export function registerChannels(options: {
  /** It may still be opening: calls wait for it. Asked to be opened `anew` where it could not be before. */
  desk: (anew: boolean) => Promise<Result<Desk>>;
  isOurWindow: (contents: WebContents) => boolean;
  /** Told after each call of ours that was answered. */
  answered: readonly ((channel: Channel) => void)[];
  log: Log;
}): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!mayAsk(event, options.isOurWindow)) {
        options.log(`${channel}: asked by somebody who may not`);
        return fail('not-allowed', 'report');
      }
      // A page begins with this one, and so does whoever says «Try again».
      const desk = await options.desk(channel === 'app:open');
      const result = desk.ok ? await dispatch(desk.value.handlers, channel, input, options.log) : desk;
      for (const tell of options.answered) tell(channel);
      return result;
    });
  }
}

/** SECURITY: only the main frame of our own window, while it shows our own page. A frame that is gone has no say. */
function mayAsk(event: IpcMainInvokeEvent, isOurWindow: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null && isOurWindow(event.sender) && frame === event.sender.mainFrame && isOwnPage(frame.url)
  );
}

/** SECURITY: electron-store answers the data folder's place to any page that asks; ours has no need to. */
export function forgetStoreChannel(): void {
  ipcMain.removeAllListeners('electron-store-get-data');
}

/** Checked like an answer, and sent only where our own page listens. */
export function tellPage<E extends EventName>(
  contents: WebContents,
  event: E,
  payload: EventPayload<E>,
  log: Log,
): void {
  if (contents.isDestroyed() || !isOwnPage(contents.getURL())) return;
  const checked = checkEvent(event, payload, log);
  if (checked !== null) contents.send(event, checked);
}

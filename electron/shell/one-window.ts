/**
 * The program's one window over its whole life: it is closed, comes again, is loaded anew. Whoever has something to tell
 * the page tells it here and needs not know whether there is one. Holds no rule of the application.
 */
import type { BrowserWindow, WebContents } from 'electron';
import type { Channel, EventName } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import { tellPage } from './ipc.ts';
import { makeWindow, showWindow, type WindowOptions } from './window.ts';

export type OneWindow = {
  /** Brings it before the user's eyes, made anew where it was closed. */
  show: () => void;
  /** `null` where there is none now. */
  current: () => BrowserWindow | null;
  isOurs: (contents: WebContents) => boolean;
  tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  /** Does it as soon as a page listens to everything; makes the window where there is none. */
  whenListening: (work: () => void) => void;
  /** To be called after each answer to the page. */
  answered: (channel: Channel) => void;
  /** The same page from its beginning, nothing of it kept. */
  reload: () => void;
};

/** What a page says first once it listens to every event, commands too. */
const LISTENS: Channel = 'sync:attention';
/** More than these were not meant for later. */
const MOST_WAITING = 50;

/** @param closed told when the window went, and the program lives on */
export function oneWindow(options: WindowOptions, closed: () => void): OneWindow {
  let window: BrowserWindow | null = null;
  let listens = false;
  const waiting: (() => void)[] = [];

  const open = (): BrowserWindow => {
    const fresh = makeWindow(options);
    window = fresh;
    listens = false;
    fresh.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) listens = false;
    });
    fresh.once('closed', () => {
      window = null;
      closed();
    });
    return fresh;
  };
  const current = (): BrowserWindow | null => (window?.isDestroyed() ? null : window);

  return {
    show() {
      const now = current();
      if (now === null) open();
      else showWindow(now);
    },
    current,
    isOurs: (contents) => current()?.webContents === contents,
    tell(event, payload) {
      const now = current();
      if (now !== null) tellPage(now.webContents, event, payload, options.log);
    },
    whenListening(work) {
      if (current() !== null && listens) return work();
      if (waiting.length < MOST_WAITING) waiting.push(work);
      if (current() === null) open();
    },
    answered(channel) {
      if (channel !== LISTENS) return;
      listens = true;
      for (const work of waiting.splice(0)) work();
    },
    reload: () => current()?.webContents.reload(),
  };
}

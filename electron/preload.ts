/**
 * The bridge between the sandboxed renderer and the main process: passes values through under the contract's names and
 * nothing else. Must stay without dependencies; both ends parse.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, EVENTS } from '../shared/channels.ts';

const channels: readonly string[] = CHANNELS;
const events: readonly string[] = EVENTS;

contextBridge.exposeInMainWorld('relevo', {
  invoke: (channel: string, input: unknown): Promise<unknown> => {
    // SECURITY: only the contract's names reach ipcRenderer, whoever runs in the page.
    if (!channels.includes(channel)) return Promise.reject(new Error('unknown channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on: (event: string, listener: (payload: unknown) => void): (() => void) => {
    if (!events.includes(event)) throw new Error('unknown event');
    // SECURITY: the listener never sees Electron's own event, which carries the sender.
    const pass = (_: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(event, pass);
    return () => ipcRenderer.off(event, pass);
  },
});

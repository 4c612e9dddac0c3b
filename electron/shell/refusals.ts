/** Starts that are refused: as root, and with switches that open a packed program to others. Changes nothing else of a start. */
import { type App, dialog } from 'electron';
import type { Texts } from './texts.ts';

/**
 * SECURITY: Chromium takes these from whoever starts the program (a changed shortcut, another program), and no fuse turns
 * them off. Fuses see to `--inspect*` and NODE_OPTIONS. Each with what it would open. Not `--no-sandbox`: AppImage's own launcher
 * gives it where the system allows no name spaces, and with `enableSandbox` the page keeps the system call filter all the same.
 */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['remote-debugging-port', 'any program of this computer could read and steer the page'],
  ['remote-debugging-pipe', 'the program that starts this one could do the same'],
  ['remote-allow-origins', 'web pages could reach such a port'],
  ['disable-seccomp-filter-sandbox', 'the page could make any call of the system'],
  ['disable-gpu-sandbox', 'what draws the page would run without its sandbox'],
  ['single-process', 'the page would run in the process that holds the keys'],
  ['disable-web-security', 'pages could read one another'],
  ['disable-site-isolation-trials', 'pages of several origins could share a process'],
  ['allow-running-insecure-content', 'scripts could come over http'],
  ['ignore-certificate-errors', 'anybody on the way could answer for OVHcloud'],
  ['ignore-certificate-errors-spki-list', 'whoever holds such a key could'],
  ['ssl-key-log-file', 'what is sent could be read along'],
  ['log-net-log', 'what is sent would lie in a file, keys in its headers'],
  ['load-extension', 'an extension could read every page'],
  ['js-flags', 'the engine that runs the page could be loosened'],
  ['renderer-cmd-prefix', 'another program would run in the page’s place'],
  ['utility-cmd-prefix', 'another program would run in the network’s place'],
  ['gpu-launcher', 'another program would run with ours'],
  ['browser-subprocess-path', 'another program would run in all their places'],
]);

type Starting = Pick<App, 'isPackaged' | 'exit' | 'whenReady'> & {
  commandLine: Pick<App['commandLine'], 'hasSwitch' | 'removeSwitch'>;
};

/**
 * `false`: the start must go no further; why is said on stderr, and where a window can be had in a dialog, then the program
 * ends with 1. Call first of all, before Chromium has acted on a switch. `texts` are asked for once it is ready.
 */
export function mayStart(
  app: Starting,
  isRoot: boolean,
  texts: () => Texts,
  say: (line: string) => void,
): boolean {
  // Without that switch Chromium itself refuses root, and says so. With it the network's process dies again and again,
  // because this program asks for its sandbox all the same.
  if (isRoot && app.commandLine.hasSwitch('no-sandbox')) {
    say(
      'Relevo does not run as root: its window needs a sandbox, which root cannot have. Start it as another user.',
    );
    app.exit(1);
    return false;
  }
  if (!app.isPackaged) return true;
  const given = [...REFUSED].filter(([name]) => app.commandLine.hasSwitch(name));
  if (given.length === 0) return true;
  for (const [name, why] of given) {
    app.commandLine.removeSwitch(name);
    say(`Relevo does not start with --${name}: ${why}.`);
  }
  const names = given.map(([name]) => `--${name}`).join('\n');
  void app.whenReady().then(() => {
    dialog.showErrorBox(texts().menu('refusedTitle'), `${texts().menu('refusedText')}\n\n${names}`);
    app.exit(1);
  });
  return false;
}

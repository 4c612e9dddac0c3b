/**
 * The web shell's entry: the same desk behind a loopback server, for machines where Electron cannot run. A table of
 * contents of its start; prints the address as its first line and nothing else secret.
 */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Conf from 'conf';
import packageJson from '../package.json' with { type: 'json' };
import { openDesk } from './desk/desk.ts';
import { origin } from './desk/dispatch.ts';
import { findAdministration } from './pages/administration.ts';
import { log } from './pages/log.ts';
import { memorySecrets } from './pages/memory-secrets.ts';
import { claimFolder, type Holder } from './pages/one-program.ts';
import { configurationFiles, lazySandbox, ovhEnvironment, systemClock } from './pages/ports.ts';
import { releasesOf } from './pages/releases.ts';
import { settingsStoreIn } from './pages/settings-store.ts';
import { systemDisk } from './storage/disk.ts';
import { storageFailure } from './storage/failure.ts';
import { addressOfFirst } from './web/again.ts';
import { webDataFolder } from './web/data-folder.ts';
import { openBrowser } from './web/open-browser.ts';
import { openWebShell } from './web/server.ts';
import { webWayOut } from './web/way-out.ts';

const HELP = `npm run serve -- [options]
  --port N     port on 127.0.0.1; 0 (as without it) for any free one
  --no-open    does not open the browser
  --data DIR   folder for settings, snapshots and the ledger`;

function readOptions(): { port: number; open: boolean; data: string } | null {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      port: { type: 'string', default: '0' },
      open: { type: 'boolean', default: true },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError('--port takes 0 to 65535');
  const data = values.data ?? webDataFolder(process.platform, process.env, homedir());
  return { port, open: values.open, data: resolve(data) };
}

async function serve(options: { port: number; open: boolean; data: string }): Promise<void> {
  // SECURITY: what is kept about accounts is this user's alone.
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  // Two programs would write over each other. The second one leads to the first, and ends.
  const claim = await claimFolder(options.data, 'web');
  if (claim.state === 'taken') return leadTo(claim.by, options);
  process.on('exit', claim.release);
  const settingsStore = settingsStoreIn(
    options.data,
    systemClock.now(),
    () =>
      new Conf({
        cwd: options.data,
        configName: 'settings',
        clearInvalidConfig: true,
        configFileMode: 0o600,
      }),
  );

  const desk = await openDesk({
    shell: 'web',
    version: packageJson.version,
    systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
    dataFolder: options.data,
    disk: systemDisk,
    clock: systemClock,
    settingsStore,
    // SECURITY: plain Node reaches no key ring, so credentials stay in memory; the screen says so.
    secrets: memorySecrets('memory'),
    // A browser has no way to ask the system who sits there, and learns nothing of its screen being locked.
    systemAuthentication: null,
    tellsScreenLock: false,
    fetch: globalThis.fetch,
    wayOut: webWayOut(),
    environment: ovhEnvironment(process.env),
    configurationFiles: configurationFiles(),
    // The screen runs in the browser already and opens a tab by itself.
    openExternal: null,
    // Whoever started it holds its address; a new start would have another key.
    restart: null,
    // The browser saves it, as it saves everything.
    askWhereToSave: null,
    printPage: null,
    // A browser's tab has neither a tray nor a session of the computer's.
    desktop: null,
    administration: findAdministration(process.platform, process.env, process.env['RELEVO_POLICY']),
    // It always runs from its sources.
    releases: releasesOf(false, process.env),
    startSandbox: lazySandbox(),
    // The screen shows its own notices; this process has no desktop to speak to.
    notify: () => {},
    log,
  });

  const web = await openWebShell({
    desk,
    rendererFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    port: options.port,
    clock: systemClock,
    log,
    secret: claim.secret,
  });
  claim.listens(web.port);
  process.stdout.write(`${JSON.stringify({ url: web.url })}\n`);
  desk.start();

  let endingSince: number | null = null;
  const cut = new AbortController();
  const end = (): void => {
    if (endingSince !== null) {
      // Whoever asks twice does not want to wait for writes to end. A library that the settings are kept with sends each
      // signal to this process once more, at once: that is nobody's wish.
      if (performance.now() - endingSince > 500) cut.abort();
      return;
    }
    endingSince = performance.now();
    systemClock.after(1_000, () => {
      if (desk.underWay() > 0) log('Waiting for OVHcloud’s answer to what was sent. Ctrl+C ends at once.');
    });
    void web
      .close()
      .then(() => desk.close(cut.signal))
      .catch((error: unknown) => log(`end: ${origin(error)}`))
      .finally(() => process.exit(cut.signal.aborted ? 1 : 0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);

  if (options.open && !(await openBrowser(web.url, process.platform))) {
    log('No browser could be opened: open the address above.');
  }
}

/** To the program that has this data folder. */
async function leadTo(first: Holder, { data, open }: { data: string; open: boolean }): Promise<void> {
  if (first.shell === 'electron') {
    log(
      `Relevo's window has ${data} open (process ${first.pid}). Use that window, or take another folder with --data.`,
    );
    process.exitCode = 1;
    return;
  }
  const url = await addressOfFirst(data, first);
  if (url === null) {
    log(
      `Relevo runs already with ${data} (process ${first.pid}) and does not answer: it may be ending. Try again.`,
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  log(`Relevo runs already with this data folder (process ${first.pid}): the address above opens it.`);
  if (open) await openBrowser(url, process.platform);
}

// SECURITY: Node's own words about an error would show it whole, and it may hold a key.
process.on('uncaughtException', (error) => {
  log(`crash: ${origin(error)}`);
  process.exit(1);
});
process.on('unhandledRejection', (reason) => log(`rejected: ${origin(reason)}`));

try {
  const options = readOptions();
  if (options === null) process.stdout.write(`${HELP}\n`);
  else await serve(options);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') log('That port is taken: choose another one, or 0 for any free one.');
  else if (code.startsWith('ERR_PARSE_ARGS') || error instanceof TypeError) {
    log(`${error instanceof Error ? error.message : ''}\n${HELP}`);
  } else {
    const file = storageFailure(error)?.detail;
    if (file === undefined) log(`Relevo could not start: ${origin(error)}${code === '' ? '' : ` (${code})`}`);
    else
      log(`Relevo cannot use ${file}. Make it yours to read and write, or take another folder with --data.`);
  }
  process.exit(1);
}

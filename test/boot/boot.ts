/** Boots one fresh copy of the built main bundle on a fake Electron. Checks nothing itself. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FakeContents, FakeElectron } from '../fakes/electron.ts';
import { fakeElectron } from '../fakes/electron.ts';

const OUT = pathToFileURL(join(import.meta.dirname, '..', '..', 'out', 'main', '/')).href;
const fakes = new Map<string, FakeElectron>();
Object.assign(globalThis, { fakeElectrons: fakes });

// Each boot has a number; it goes as a query through the whole bundle, so that nothing of an earlier boot is met again.
registerHooks({
  resolve(specifier, context, next) {
    const boot = context.parentURL?.startsWith(OUT) ? new URL(context.parentURL).search : '';
    if (specifier === 'electron' && boot !== '') return { url: `fake-electron:${boot}`, shortCircuit: true };
    const resolved = next(specifier, context);
    return resolved.url.startsWith(OUT) && boot !== ''
      ? { ...resolved, url: `${resolved.url}${boot}` }
      : resolved;
  },
  load(url, context, next) {
    if (!url.startsWith('fake-electron:')) return next(url, context);
    const boot = url.slice('fake-electron:'.length);
    const names = Object.keys(fakes.get(boot)?.module ?? {});
    const source = `const fake = globalThis.fakeElectrons.get(${JSON.stringify(boot)}).module;
      export default fake;
      export const { ${names.join(', ')} } = fake;`;
    return { format: 'module', source, shortCircuit: true };
  },
});

export type Booted = FakeElectron & {
  /** Asks over the bridge as our own page would, or as `sender` says. */
  ask: (
    channel: string,
    input: unknown,
    sender?: { contents?: FakeContents; frame?: { url: string } | null },
  ) => Promise<unknown>;
};

// Every copy of the bundle listens to the process's signals.
process.setMaxListeners(0);
let boots = 0;

/** `given`: the program's arguments after its own name. Answers when the module has run and Electron was ready. */
export async function boot(options: {
  userData: string;
  given?: string[];
  lock?: boolean;
  backend?: string;
  /** Before the module is imported. */
  watch?: (fake: FakeElectron) => void;
}): Promise<Booted> {
  boots += 1;
  const query = `?boot=${boots}`;
  const fake = fakeElectron(options);
  fakes.set(query, fake);
  options.watch?.(fake);
  const argv = process.argv;
  process.argv = ['relevo', ...(options.given ?? [])];
  try {
    await import(/* @vite-ignore */ `${OUT}main.js${query}`);
  } finally {
    process.argv = argv;
  }
  fake.ready();
  return {
    ...fake,
    ask: async (channel, input, sender = {}) => {
      const contents = sender.contents ?? fake.windows[0]?.webContents;
      const frame = sender.frame === undefined ? contents?.mainFrame : sender.frame;
      const handler = fake.channels.get(channel);
      if (handler === undefined) throw new Error(`nobody answers ${channel}`);
      return handler({ sender: contents, senderFrame: frame }, input);
    },
  };
}

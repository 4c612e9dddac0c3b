/** The parts of the desk's ports that are the same in both shells. Touches neither Electron nor a web server. */
import { homedir, uptime } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock, Ports, RunningSandbox } from '../desk/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  // Unlike the process's own count it goes on while the computer sleeps, on all three systems.
  steady: () => uptime() * 1000,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** In the order in which OVHcloud's own clients look. */
export function configurationFiles(): Ports['configurationFiles'] {
  return [
    { path: resolve('ovh.conf'), shown: './ovh.conf' },
    { path: join(homedir(), '.ovh.conf'), shown: '~/.ovh.conf' },
    { path: '/etc/ovh.conf', shown: '/etc/ovh.conf' },
  ];
}

/** SECURITY: the desk sees what it may read of the environment and nothing else. */
export function ovhEnvironment(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('OVH_')));
}

/** Starts the sandbox when it is first asked for, in this process, and answers the same one afterwards. */
export function lazySandbox(): () => Promise<RunningSandbox> {
  let running: Promise<RunningSandbox> | null = null;
  return () => {
    running ??= import('../sandbox/server.ts').then(({ startSandbox }) => startSandbox({ forgeries: true }));
    // A start that failed may be tried again.
    running.catch(() => {
      running = null;
    });
    return running;
  };
}

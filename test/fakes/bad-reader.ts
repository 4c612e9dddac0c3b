/** A reader for tests of the reading room: does to its thread what the name of the file says, as a crafted file would. */
import { parentPort } from 'node:worker_threads';

const hoard: unknown[] = [];

parentPort?.on('message', ({ name }: { name: string }) => {
  if (name === 'endless.msg') for (;;) hoard.length = 0;
  if (name === 'greedy.msg') for (;;) hoard.push(Array.from({ length: 10_000 }, () => Math.random()));
  if (name === 'crash.msg') throw new Error('a secret of the file');
  if (name === 'exit.msg') process.exit(3);
  if (name === 'talkative.msg') {
    process.stdout.write('a secret of the file\n');
    process.stderr.write('a secret of the file\n');
  }
  parentPort?.postMessage({ found: [], cut: false, environment: Object.keys(process.env) });
});
parentPort?.postMessage('ready');

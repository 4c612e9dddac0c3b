/** `npm run sandbox`: the stand-in OVHcloud alone. The first line on stdout is JSON; nothing else is ever written there, but for `--help`. */
import { type Command, readCommand, USAGE } from './command.ts';
import { startSandbox } from './server.ts';

async function run(): Promise<void> {
  let command: Command;
  try {
    command = readCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  if (command.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }

  const sandbox = await startSandbox(command.options).catch((error: Error) => {
    process.stderr.write(`The sandbox could not start: ${error.message}\n`);
    process.exitCode = 1;
  });
  if (!sandbox) return;
  process.stdout.write(`${JSON.stringify({ url: sandbox.url, accounts: sandbox.accounts })}\n`);

  const stop = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    process.stdin.destroy();
    void sandbox.close();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (command.withParent) {
    // Whoever started it holds the other end: when he is gone, however he went, so is the sandbox.
    process.stdin.on('end', stop).on('error', stop).resume();
  }
}

await run();

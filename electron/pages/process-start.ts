/** When a process started, so that one number given twice is not taken for one process. Asks the system and changes nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** In the system's own words, the same each time it is asked; `null` where it cannot be known. */
export function startOf(pid: number, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'linux') {
    try {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      // The name of the program, in brackets, may hold anything; ticks since the boot are field 22 (proc_pid_stat(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
      return `${boot} ${fields[19]}`;
    } catch {
      return null;
    }
  }
  if (platform !== 'darwin') return null;
  const { stdout, status } = spawnSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  return status === 0 ? stdout.trim() : null;
}

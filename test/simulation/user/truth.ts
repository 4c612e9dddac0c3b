/** Whether the service has what the user said, told by side. */
import { decidedState } from '../../../electron/sandbox/model.ts';
import type { Server } from '../machine/server.ts';

export function isDoneFor({ universe }: Server, side: string): boolean {
  const { world } = universe;
  const [first = '', id, what] = side.split(' ');
  if (what === 'decide') {
    const task = world.tasks.get(Number(id));
    const mine = task?.sides.find(({ nichandle }) => nichandle === first);
    return (
      (mine?.confirmedAt ?? null) !== null ||
      (task !== undefined && decidedState(task) !== 'validatingByCustomers')
    );
  }
  return [...world.tasks.values()].some(
    ({ service, asking }) =>
      service !== null &&
      asking !== null &&
      `${service.family}/${encodeURIComponent(service.name)}` === first,
  );
}

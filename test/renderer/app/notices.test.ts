/** News of one kind is told in one note, counted together, as long as that note is in sight. */
import { expect, it } from 'vitest';
import { addNotice } from '../../../renderer/app/notices.ts';

it('counts what was told and not yet gone with what is new, and names no single service then', () => {
  const first = { kind: 'your-turn', count: 1, serviceName: 'clinicanorte.es' } as const;
  expect(addNotice(undefined, first)).toEqual(first);
  const second = { kind: 'your-turn', count: 19, serviceName: null } as const;
  expect(addNotice(first, second)).toEqual({ kind: 'your-turn', count: 20, serviceName: null });
  expect(addNotice(addNotice(first, second), first).count).toBe(21);
});

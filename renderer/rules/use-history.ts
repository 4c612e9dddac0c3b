/** The history of contacts as the desk keeps it, asked for when somebody looks, and again when it has grown. Holds nothing for longer. */
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import type { ChangesAsked, ContactChange } from '../../shared/contact-change.ts';
import type { Failure } from '../../shared/failure.ts';
import { saveTable } from '../list/save-table.ts';
import { namesOf } from '../people/names.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { formatsNow } from '../words/format.ts';

type History = { changes: readonly ContactChange[] | null; failure: Failure | null };

export function useHistory({ serviceKey, nichandle, most }: ChangesAsked): History & { again: () => void } {
  const open = useStore((state) => state.changes);
  const readAt = useStore((state) => state.sync.map(({ servicesAt }) => servicesAt ?? '').join());
  const [history, setHistory] = useState<History>({ changes: null, failure: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const asked = {
      most,
      ...(serviceKey === undefined ? {} : { serviceKey }),
      ...(nichandle === undefined ? {} : { nichandle }),
    };
    void call('contacts:list', asked).then((answer) => {
      if (!isWanted) return;
      setHistory(
        answer.ok ? { changes: answer.value, failure: null } : { changes: null, failure: answer.error },
      );
    });
    return () => {
      isWanted = false;
    };
  }, [serviceKey, nichandle, most, open, readAt, turn]);
  return { ...history, again: () => setTurn((before) => before + 1) };
}

/** Exactly these, in their order. `about`: whose history it is, for the file's name. */
export function exportHistory(changes: readonly ContactChange[]): void {
  const { people, accounts } = useStore.getState();
  const names = namesOf(people, accounts);
  const called = (nichandle: string | null): string =>
    nichandle === null ? '' : (names.get(nichandle.toLowerCase()) ?? '');
  const t = (key: string, options = {}): string => i18next.t(key, options);
  const head = [
    'at',
    'service',
    'type',
    'contact',
    'from',
    'fromName',
    'to',
    'toName',
    'by',
    'request',
    'kept',
  ];
  const iso = (at: string): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const rows = changes.map((change) => [
    iso(change.at),
    change.serviceName,
    change.family ?? '',
    t(`common:role.${change.type}.full`),
    change.from,
    called(change.from),
    change.to ?? '',
    called(change.to),
    t(`changes:csvBy.${change.by}`),
    change.requestKey?.slice(change.requestKey.lastIndexOf('/') + 1) ?? '',
    change.kept === null ? '' : iso(change.kept),
  ]);
  void saveTable({
    stem: t('changes:exportFile'),
    table: [head.map((name) => t(`changes:csv.${name}`)), ...rows],
    what: t('changes:exported', { count: rows.length, shown: formatsNow().number(rows.length) }),
    now: Date.now(),
  });
}

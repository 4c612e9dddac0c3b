/** What the palette finds: people, requests, services and commands, each with what can be done with it. Draws nothing. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { showName } from '../../shared/idn.ts';
import { fold } from '../../shared/search.ts';
import type { Service } from '../../shared/service.ts';
import { openHandoverOf } from '../handover/handover-state.ts';
import { useMine, useMineOf } from '../people/mine.ts';
import { useCalled, useWordsOf } from '../people/names.ts';
import { openPerson } from '../people/people-state.ts';
import type { PersonRow } from '../people/people-view.ts';
import { useCandidates } from '../people/person-field.tsx';
import { type Candidate, countMatches, matchPeople } from '../people/person-match.ts';
import { usePeopleRows } from '../people/use-people.ts';
import { openRequest } from '../requests/open-request.ts';
import { useRequests } from '../requests/requests-state.ts';
import { narrow, order, type RequestRow, rowOf } from '../requests/requests-view.ts';
import { useServices } from '../services/services-state.ts';
import { useRequestTypeName, useTypeName } from '../services/type-name.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from '../words/translation.ts';
import { availableCommands, type Command, titleKey } from './commands.ts';
import { findNamed, type Kind, type Looked, mostOf } from './palette-scope.ts';

export type Entry = { value: string; run: () => void; handOver?: () => void } & (
  | { kind: 'people'; candidate: Candidate; row: PersonRow | null }
  | { kind: 'requests'; row: RequestRow; type: string }
  | { kind: 'services'; service: Service; name: string; type: string }
  | { kind: 'commands'; label: string; group: string; command: Command | null }
);

export type Group = { kind: Kind; items: Entry[]; total: number };

const ANY = { segment: 'all', role: 'any', account: 'all' } as const;

/** Groups with nothing in them are left out. Found as it is typed, not a moment later: Enter takes what is meant. */
export function useFound(looked: Looked): { groups: Group[]; total: number } {
  const { text } = looked;
  const people = usePeopleFound(looked, text);
  const requests = useRequestsFound(looked, text);
  const services = useServicesFound(looked, text);
  const commands = useCommandsFound(looked, text, people.items);
  return useMemo(() => {
    const groups = [people, requests, services, commands].filter(({ items }) => items.length > 0);
    return { groups, total: groups.reduce((sum, { total }) => sum + total, 0) };
  }, [people, requests, services, commands]);
}

function usePeopleFound(looked: Looked, text: string): Group {
  const rows = usePeopleRows(useServices(), useMine());
  const handles = useMemo(() => (rows ?? []).map(({ nichandle }) => nichandle), [rows]);
  const candidates = useCandidates(handles);
  const most = mostOf('people', looked);
  return useMemo(() => {
    const byHandle = new Map(rows?.map((row) => [row.nichandle, row]));
    const items = (most === 0 ? [] : matchPeople(text, candidates, most)).map((candidate): Entry => {
      const { nichandle } = candidate;
      const row = byHandle.get(nichandle) ?? null;
      const entry = { kind: 'people', value: `@${nichandle}`, candidate, row } as const;
      const run = () => openPerson(nichandle);
      return row === null || row.services === 0
        ? { ...entry, run }
        : { ...entry, run, handOver: () => openHandoverOf(nichandle) };
    });
    return { kind: 'people', items, total: most === 0 ? 0 : countMatches(text, candidates) };
  }, [rows, candidates, text, most]);
}

function useRequestsFound(looked: Looked, text: string): Group {
  const typeOf = useRequestTypeName();
  const requests = useRequests();
  const mineOf = useMineOf();
  const now = useNow();
  const wordsOf = useWordsOf();
  const most = mostOf('requests', looked);
  return useMemo(() => {
    if (most === 0) return { kind: 'requests', items: [], total: 0 };
    const rows = requests.map((request) => rowOf(request, mineOf, now));
    // Those that run come first by their deadline: no name decides.
    const found = order(narrow(rows, { ...ANY, query: text }, typeOf, wordsOf), null, new Intl.Collator());
    const items = found.slice(0, most).map((row): Entry => {
      const run = () => openRequest(row.key);
      return { kind: 'requests', value: `#${row.key}`, row, type: typeOf(row.request), run };
    });
    return { kind: 'requests', items, total: found.length };
  }, [typeOf, requests, mineOf, now, wordsOf, text, most]);
}

function useServicesFound(looked: Looked, text: string): Group {
  const typeName = useTypeName();
  const services = useServices();
  const most = mostOf('services', looked);
  // Once for each list: with a hundred thousand of them no key should wait for it.
  const names = useMemo(() => (services ?? []).map(foundBy), [services]);
  return useMemo(() => {
    if (most === 0 || services === null) return { kind: 'services', items: [], total: 0 };
    const { found, total } = findNamed(services, names, text, most);
    const items = found.map((service): Entry => {
      const run = () => go({ screen: 'services', key: service.key });
      const [name, type] = [showName(service.name), typeName(service.family)];
      return { kind: 'services', value: `/${service.key}`, service, name, type, run };
    });
    return { kind: 'services', items, total };
  }, [typeName, services, names, text, most]);
}

/** By its name as written and in Unicode, and by the name its owner gave it. */
function foundBy({ name, displayName }: Service): string {
  const shown = showName(name);
  return fold([shown, ...(shown === name ? [] : [name]), displayName].join('\n'));
}

function useCommandsFound(looked: Looked, text: string, people: readonly Entry[]): Group {
  const { t } = useTranslation('commands');
  const { t: tp } = useTranslation('people');
  const called = useCalled();
  const most = mostOf('commands', looked);
  const all = useMemo(
    () =>
      availableCommands(useStore.getState())
        .filter((command) => command.hidden !== true)
        .map(
          (command): Entry => ({
            kind: 'commands',
            value: command.id,
            label: labelOf(t, command),
            group: t(`group.${command.group}`),
            command,
            run: command.run,
          }),
        ),
    [t],
  );
  return useMemo(() => {
    const names = all.map((entry) =>
      entry.kind === 'commands' ? fold(`${entry.label}\n${entry.group}`) : '',
    );
    const { found, total } = findNamed(all, names, text, most);
    const [first] = looked.kind === null && text !== '' ? people : [];
    if (first?.kind !== 'people' || first.handOver === undefined)
      return { kind: 'commands', items: found, total };
    const { nichandle } = first.candidate;
    const handOver: Entry = {
      kind: 'commands',
      value: `handover:${nichandle}`,
      label: tp('handOver', { who: called(nichandle) }),
      group: t('group.do'),
      command: null,
      run: first.handOver,
    };
    return { kind: 'commands', items: [handOver, ...found], total: total + 1 };
  }, [all, text, most, people, looked.kind, t, tp, called]);
}

function labelOf(t: TFunction<'commands'>, command: Command): string {
  if (command.name === undefined) return t(titleKey(command));
  return t(command.id.startsWith('view:') ? 'view' : 'account', { name: command.name });
}

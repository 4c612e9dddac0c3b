/** Hand-over, step 1, a pasted table: what of it is understood, and line by line what is not. Asks nothing of the desk. */
import { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { assertNever } from '../../shared/failure.ts';
import { type CheckedLine, createTableMatcher, readHandoverTable } from '../../shared/handover-table.ts';
import { showName } from '../../shared/idn.ts';
import { useTypeName } from '../services/type-name.ts';
import { useStore } from '../store/store.ts';
import { Field } from '../ui/field.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { type Handover } from './handover-slice.ts';
import { setTable } from './handover-state.ts';

const NO_LINES: readonly CheckedLine[] = [];
const EXAMPLE = 'example.com;xx11111-ovh;xx22222-ovh;\nvps-1.vps.ovh.net;;xx22222-ovh;';
/** Problems spelled out before the rest is only counted. */
const PROBLEMS_SHOWN = 100;

/** The lines of the pasted table, matched with the services that are known. */
export function useTableLines({ mode, table, withTwins }: Handover): readonly CheckedLine[] {
  const services = useStore((state) => state.services);
  const typeName = useTypeName();
  const matcher = useMemo(
    () =>
      mode === 'table' && services !== null
        ? createTableMatcher(services, {
            withTwins,
            names: (family) => [typeName(family)],
            shownAs: showName,
          })
        : null,
    [mode, services, withTwins, typeName],
  );
  return useMemo(
    () => (matcher === null || table.trim() === '' ? NO_LINES : matcher(readHandoverTable(table))),
    [matcher, table],
  );
}

type HandoverPasteProps = { table: string; lines: readonly CheckedLine[]; demanded: boolean };

export function HandoverPaste({ table, lines, demanded }: HandoverPasteProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const typeName = useTypeName();
  const bad = lines.filter(({ problem }) => problem !== null);
  const services = lines.reduce((sum, { serviceKeys }) => sum + serviceKeys.length, 0);
  const isEmpty = table.trim() === '';
  return (
    <>
      <Field
        label={t('handover:paste.label')}
        hint={t('handover:paste.hint')}
        error={demanded && isEmpty ? t('handover:paste.missing') : undefined}
        htmlFor="handover-table"
      >
        <textarea
          id="handover-table"
          className="input input-code handover-paste"
          value={table}
          onChange={(event) => setTable(event.currentTarget.value)}
          placeholder={EXAMPLE}
          rows={7}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          aria-describedby="handover-table-hint handover-table-said"
        />
      </Field>
      {isEmpty ? null : (
        <p className="handover-standing" role="status">
          {t('handover:paste.lines', { count: lines.length, shown: number(lines.length) })}
          {' · '}
          {t('handover:paste.services', { count: services, shown: number(services) })}
          {bad.length === 0
            ? null
            : ` · ${t('handover:paste.bad', { count: bad.length, shown: number(bad.length) })}`}
        </p>
      )}
      {bad.length === 0 ? null : (
        <ul className="handover-problems" aria-label={t('handover:paste.problems')}>
          {bad.slice(0, PROBLEMS_SHOWN).map((line) => (
            <li key={line.number}>
              <strong>{t('handover:paste.line', { number: number(line.number) })}</strong>{' '}
              {line.service === '' ? null : <code>{line.service}</code>} {problemText(t, line, typeName)}
            </li>
          ))}
          {bad.length > PROBLEMS_SHOWN ? (
            <li>
              {t('handover:more', {
                count: bad.length - PROBLEMS_SHOWN,
                shown: number(bad.length - PROBLEMS_SHOWN),
              })}
            </li>
          ) : null}
        </ul>
      )}
    </>
  );
}

function problemText(
  t: TFunction<['handover', 'common']>,
  { problem }: CheckedLine,
  typeName: (family: string | null) => string,
): string {
  if (problem === null) return '';
  switch (problem.kind) {
    case 'no-service':
      return t('handover:paste.problem.noService');
    case 'unknown-service':
      return t('handover:paste.problem.unknownService');
    case 'ambiguous':
      return t('handover:paste.problem.ambiguous', { types: problem.families.map(typeName).join(', ') });
    case 'bad-handle':
      return t('handover:paste.problem.badHandle', {
        role: t(`common:role.${problem.contactType}.full`),
        text: problem.text,
      });
    case 'nothing-asked':
      return t('handover:paste.problem.nothingAsked');
    case 'twice':
      return t('handover:paste.problem.twice', { number: problem.number });
    default:
      return assertNever(problem);
  }
}

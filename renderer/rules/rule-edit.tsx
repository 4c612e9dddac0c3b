/** A rule being written: which services, who should stand there, and how many are so while it is written. Keeps nothing before Save. */
import { useDeferredValue, useMemo, useState } from 'react';
import { CONTACT_TYPES, type ContactType, parseNichandle } from '../../shared/contact.ts';
import { MOST_RULES, type Rule, rolesOfRule } from '../../shared/rules.ts';
import { parseQuery } from '../../shared/service-query.ts';
import { PersonField } from '../people/person-field.tsx';
import { useHolders } from '../people/use-people.ts';
import type { SearchGround } from '../services/service-engine.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { HowMany } from './rule-sentence.tsx';
import { setRules } from './rules-state.ts';
import { useRuleFound } from './use-rule-check.ts';

export function RuleEdit({
  rule,
  ground,
  onEnd,
}: {
  rule: Rule | null;
  ground: SearchGround | null;
  onEnd: () => void;
}) {
  const { t } = useTranslation(['rules', 'changes', 'common']);
  const number = useNumber();
  const services = useStore((state) => state.services);
  const rules = useStore((state) => state.rules) ?? [];
  const holders = useHolders(services);
  const known = useMemo(
    () => [...(holders?.values() ?? [])].sort((a, b) => b.services - a.services).map((one) => one.nichandle),
    [holders],
  );
  const [name, setName] = useState(rule?.name ?? '');
  const [query, setQuery] = useState(rule?.query ?? '');
  const [who, setWho] = useState<Record<ContactType, string>>({
    contactAdmin: rule?.expected.contactAdmin ?? '',
    contactTech: rule?.expected.contactTech ?? '',
    contactBilling: rule?.expected.contactBilling ?? '',
  });
  const [kept, setKept] = useState<readonly string[]>(rule?.kept ?? []);
  const [busy, setBusy] = useState(false);
  const expected = useMemo(() => {
    const said: Rule['expected'] = {};
    for (const type of CONTACT_TYPES) {
      const handle = parseNichandle(who[type]);
      if (handle !== null) said[type] = handle;
    }
    return said;
  }, [who]);
  const draft = useMemo(() => ({ query, expected, kept: [...kept] }), [query, expected, kept]);
  const found = useRuleFound(ground, useDeferredValue(draft));
  const senseless = parseQuery(query).terms.find(({ meaning }) => meaning === null);
  const isUnusable = CONTACT_TYPES.some((type) => who[type].trim() !== '' && expected[type] === undefined);
  const isFull = rule === null && rules.length >= MOST_RULES;
  const isReady =
    rolesOfRule(draft).length > 0 && senseless === undefined && !isUnusable && query.length <= 500 && !isFull;

  async function save() {
    const next: Rule = { id: rule?.id ?? crypto.randomUUID(), name: name.trim(), ...draft };
    setBusy(true);
    const all = rule === null ? [...rules, next] : rules.map((one) => (one.id === rule.id ? next : one));
    const isDone = await setRules(all, t(rule === null ? 'rules:edit.added' : 'rules:edit.saved'));
    setBusy(false);
    if (!isDone) return;
    onEnd();
    go({ screen: 'rules', key: next.id }, { replace: true });
  }
  async function remove() {
    setBusy(true);
    const isDone = await setRules(
      rules.filter(({ id }) => id !== rule?.id),
      t('rules:edit.removed'),
    );
    setBusy(false);
    if (isDone) onEnd();
  }

  return (
    <Dialog
      open
      onClose={onEnd}
      title={t(rule === null ? 'rules:edit.new' : 'rules:edit.title')}
      description={t('rules:edit.text')}
      footer={
        <>
          {rule === null ? null : (
            <Button variant="danger" className="rule-remove" busy={busy} onClick={() => void remove()}>
              {t('rules:edit.remove')}
            </Button>
          )}
          <Button onClick={onEnd}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={!isReady} onClick={() => void save()}>
            {t('rules:edit.save')}
          </Button>
        </>
      }
    >
      <form
        className="rule-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !busy) void save();
        }}
      >
        <TextField
          label={t('rules:edit.name')}
          hint={t('rules:edit.nameHint')}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('rules:edit.query')}
          hint={t('rules:edit.queryHint')}
          error={senseless === undefined ? undefined : t('rules:edit.senseless', { part: senseless.text })}
          code
          value={query}
          maxLength={500}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {CONTACT_TYPES.map((type) => (
          <PersonField
            key={type}
            label={t('rules:edit.who', { role: t(`changes:role.${type}`) })}
            value={who[type]}
            onChange={(value) => setWho((before) => ({ ...before, [type]: value }))}
            known={known}
            error={
              who[type].trim() !== '' && expected[type] === undefined ? t('rules:edit.noHandle') : undefined
            }
            warning={
              expected[type] !== undefined && holders !== null && !holders.has(expected[type])
                ? t('rules:edit.unknown')
                : undefined
            }
          />
        ))}
        {kept.length === 0 ? null : (
          <p className="rule-kept">
            {t('rules:edit.kept', { count: kept.length, shown: number(kept.length) })}{' '}
            <Button variant="link" onClick={() => setKept([])}>
              {t('rules:edit.forgetKept')}
            </Button>
          </p>
        )}
        <p className="rule-preview" role="status">
          {isFull ? (
            t('rules:edit.full', { shown: number(MOST_RULES) })
          ) : found === null ? null : (
            <b>
              {rolesOfRule(draft).length === 0 ? (
                t('rules:edit.matches', { count: found.matched, shown: number(found.matched) })
              ) : (
                <HowMany counts={found} />
              )}
            </b>
          )}
        </p>
      </form>
    </Dialog>
  );
}

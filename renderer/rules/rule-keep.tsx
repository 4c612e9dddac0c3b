/** Says what it means to keep services as they are, and keeps them with the rule. The note in the corner takes it back. */
import { useState } from 'react';
import { MOST_KEPT, type Rule, titleOfRule } from '../../shared/rules.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { setRules } from './rules-state.ts';

export function KeepDialog({
  rule,
  serviceKeys,
  onEnd,
}: {
  rule: Rule;
  serviceKeys: readonly string[];
  onEnd: (isDone: boolean) => void;
}) {
  const { t } = useTranslation(['rules', 'common']);
  const number = useNumber();
  const [busy, setBusy] = useState(false);
  const count = serviceKeys.length;
  const kept = [...new Set([...rule.kept, ...serviceKeys])];
  const isTooMany = kept.length > MOST_KEPT;
  async function keep() {
    setBusy(true);
    const rules = useStore.getState().rules ?? [];
    const next = rules.map((one) => (one.id === rule.id ? { ...one, kept } : one));
    const isDone = await setRules(next, t('rules:keep.done', { count, shown: number(count) }));
    setBusy(false);
    if (isDone) onEnd(true);
  }
  return (
    <Dialog
      open
      size="s"
      onClose={() => onEnd(false)}
      title={t('rules:keep.title', { count, shown: number(count) })}
      footer={
        <>
          <Button onClick={() => onEnd(false)}>{t('common:cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={isTooMany} onClick={() => void keep()}>
            {t('rules:keep.do', { count, shown: number(count) })}
          </Button>
        </>
      }
    >
      <p>
        {isTooMany
          ? t('rules:keep.tooMany', { shown: number(MOST_KEPT) })
          : t('rules:keep.text', { rule: titleOfRule(rule, t('rules:every')) })}
      </p>
    </Dialog>
  );
}

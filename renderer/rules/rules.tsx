/** Expected contacts: rules at the left, what deviates from the open one at the right. `#/rules/changes` is the history. Asks OVHcloud nothing. */
import { Download, ListChecks, Plus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { RULE_COLUMNS, type Rule, rulesTable } from '../../shared/rules.ts';
import { saveTable } from '../list/save-table.ts';
import { useServiceSearch } from '../services/service-engine.ts';
import { useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { ChangesScreen } from './changes.tsx';
import { RuleDeviations } from './rule-deviations.tsx';
import { RuleEdit } from './rule-edit.tsx';
import { RuleList } from './rule-list.tsx';
import { RulesImport } from './rules-import.tsx';
import { listRules } from './rules-state.ts';
import { useRuleCounts } from './use-rule-check.ts';
import './rules.css';

const NONE: readonly Rule[] = [];

export function RulesScreen() {
  const { key } = useRoute();
  return key === 'changes' ? <ChangesScreen /> : <Rules openId={key} />;
}

function Rules({ openId }: { openId: string | null }) {
  const { t } = useTranslation('rules');
  const rules = useStore((state) => state.rules);
  const own = rules ?? NONE;
  const ground = useServiceSearch();
  const counts = useRuleCounts(ground, own);
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  useEffect(() => void listRules(), []);
  const place = Math.max(
    0,
    own.findIndex(({ id }) => id === openId),
  );
  const open = own[place] ?? null;
  return (
    <Screen
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <RulesImport />
          <ExportRules rules={own} />
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
            {t('new')}
          </Button>
        </>
      }
    >
      <div className="rules">
        <RuleList rules={own} counts={counts} openPlace={place} />
        {open === null ? (
          rules === null ? null : (
            <div className="rules-empty">
              <Empty
                icon={<ListChecks aria-hidden="true" />}
                title={t('empty.title')}
                text={t('empty.text')}
                action={
                  <Button variant="primary" onClick={() => setEditing('new')}>
                    {t('empty.action')}
                  </Button>
                }
              />
            </div>
          )
        ) : (
          <RuleDeviations
            key={open.id}
            rule={open}
            rules={own}
            counts={counts?.[place] ?? null}
            ground={ground}
            onEdit={() => setEditing(open)}
          />
        )}
      </div>
      {editing === null ? null : (
        <RuleEdit rule={editing === 'new' ? null : editing} ground={ground} onEnd={() => setEditing(null)} />
      )}
    </Screen>
  );
}

function ExportRules({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation('rules');
  const number = useNumber();
  const table = useMemo(() => rulesTable(rules), [rules]);
  return (
    <Button
      icon={<Download aria-hidden="true" />}
      disabled={rules.length === 0}
      onClick={() =>
        void saveTable({
          stem: t('exportFile'),
          table: [RULE_COLUMNS.map((column) => t(`csv.${column}`)), ...table],
          what: t('exported', { count: rules.length, shown: number(rules.length) }),
          now: Date.now(),
        })
      }
    >
      {t('export')}
    </Button>
  );
}

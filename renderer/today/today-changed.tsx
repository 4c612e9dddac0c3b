/** Contacts that changed without a request of mine: to be taken as known, or asked back. Asks nothing itself. */
import type { ContactChange } from '../../shared/contact-change.ts';
import { ChangeWays, WhoBecame } from '../rules/change-line.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { go } from '../store/route.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { SHOWN } from './today-view.ts';
import '../rules/changes.css';

export function TodayChanged({ changes }: { changes: readonly ContactChange[] }) {
  const { t } = useTranslation('today');
  const typeName = useTypeName();
  return (
    <TodaySection
      title={t('changed.title')}
      count={changes.length}
      all={{ label: t('changed.history'), run: () => go({ screen: 'rules', key: 'changes' }) }}
    >
      <ul className="today-lines">
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.id} className="today-changed">
            <div className="today-changed-head">
              <span>
                <b>
                  <ShownName name={change.serviceName === '' ? '?' : change.serviceName} />
                </b>{' '}
                <span className="today-under-inline">{typeName(change.family)}</span>
              </span>
              <span className="today-under-inline">
                <When at={change.at} style="date" />
              </span>
            </div>
            <div className="today-changed-what">
              <WhoBecame change={change} />
              <ChangeWays change={change} />
            </div>
          </li>
        ))}
      </ul>
    </TodaySection>
  );
}

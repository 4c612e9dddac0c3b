/** What stands in place of the services: why there are none, and what to do next. */
import { SearchX, Server } from 'lucide-react';
import type { Failure } from '../../shared/failure.ts';
import { go } from '../store/route.ts';
import { syncNow } from '../store/sync.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { clearLook } from './services-query.ts';
import { listServices } from './services-state.ts';

/** `nothing-found`: there are services, but none passes search and filters. */
export type NoServices =
  | { why: 'no-account' | 'nothing-found' | 'none' }
  | { why: 'unread'; failure: Failure };

async function readAgain(): Promise<void> {
  await syncNow();
  await listServices();
}

export function ServicesEmpty({ state }: { state: NoServices }) {
  const { t } = useTranslation('services');
  switch (state.why) {
    case 'no-account':
      return (
        <Empty
          icon={<Server aria-hidden="true" />}
          title={t('empty.noAccount')}
          text={t('empty.noAccountText')}
          action={
            <Button variant="primary" onClick={() => go({ screen: 'connect' })}>
              {t('empty.connect')}
            </Button>
          }
        />
      );
    case 'nothing-found':
      return (
        <Empty
          icon={<SearchX aria-hidden="true" />}
          title={t('empty.found')}
          text={t('empty.foundText')}
          action={<Button onClick={clearLook}>{t('empty.clear')}</Button>}
        />
      );
    case 'none':
      return (
        <Empty
          icon={<Server aria-hidden="true" />}
          title={t('empty.none')}
          text={t('empty.noneText')}
          action={<Button onClick={() => void readAgain()}>{t('empty.readAgain')}</Button>}
        />
      );
    case 'unread': {
      const { failure } = state;
      const isRight = failure.code === 'not-granted' || failure.code === 'forbidden';
      return (
        <Empty
          icon={<Server aria-hidden="true" />}
          title={t(isRight ? 'empty.noRight' : 'empty.unread')}
          text={isRight ? undefined : t('empty.unreadText')}
          action={
            <>
              <FailureNote failure={failure} />
              <Button onClick={() => void readAgain()}>{t('empty.readAgain')}</Button>
            </>
          }
        />
      );
    }
  }
}

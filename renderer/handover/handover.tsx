/** The hand-over dialog: new contacts, check, send. Its buttons say what they will do; none that binds has the focus by itself. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useAccountsById } from '../accounts/accounts.ts';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { KeepWhy } from '../outbox/outbox-here.tsx';
import { areOffline } from '../outbox/outbox-state.ts';
import { useMine } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { PrepareHandover } from '../prepared/prepare-handover.tsx';
import { openRequest } from '../requests/open-request.ts';
import { selectServices } from '../services/chosen-services.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useNumber } from '../words/format.ts';
import { HandoverCheck } from './handover-check.tsx';
import { HandoverContacts } from './handover-contacts.tsx';
import { KeepHandover } from './handover-later.tsx';
import { HandoverLeaver } from './handover-leaver.tsx';
import { useTableLines } from './handover-paste.tsx';
import { People } from './handover-people.tsx';
import {
  keysToCheckAgain,
  keysToSendAgain,
  type PlanSummary,
  readNichandle,
  summarisePlan,
  tallyOf,
} from './handover-plan.ts';
import { HandoverSend } from './handover-send.tsx';
import { type Handover, type HandoverJob, type HandoverPlan } from './handover-slice.ts';
import {
  askedBy,
  checkAgain,
  checkHandover,
  checkRestAgain,
  closeHandover,
  goToContacts,
  sendAgain,
  sendHandover,
  stopHandover,
} from './handover-state.ts';
import './handover.css';
import { useTranslation } from '../words/translation.ts';
import { withParts } from '../words/with-parts.tsx';

const STEPS: readonly Handover['step'][] = ['contacts', 'check', 'send'];

export function HandoverDialog() {
  const handover = useStore((state) => state.handover);
  return handover === null || handover.hidden ? null : <OpenDialog handover={handover} />;
}

function usePlanSummary(handover: Handover): PlanSummary {
  const accounts = useAccountsById();
  const mine = useMine();
  return useMemo(
    () =>
      summarisePlan(
        handover.plan?.rows ?? [],
        handover.left,
        (id) => (id === null ? null : (accounts.get(id)?.nichandle ?? null)),
        mine,
      ),
    [handover.plan, handover.left, accounts, mine],
  );
}

function OpenDialog({ handover }: { handover: Handover }) {
  const { t } = useTranslation('handover');
  const summary = usePlanSummary(handover);
  const [demanded, setDemanded] = useState(false);
  const { step, plan, job } = handover;
  const called = useCalled();
  const leaver = readNichandle(handover.replacement.from);
  // Outcomes come faster than thousands of rows are drawn: the list follows as it can, Stop answers at once.
  const shownJob = useDeferredValue(job);
  const lines = useTableLines(handover);
  const goOn = () => {
    if (askedBy(handover, lines) === null) setDemanded(true);
    else void checkHandover(lines);
  };
  const current = useRef<HTMLLIElement>(null);
  // A new step begins at its name: the button that led here is gone, and Send must not take its focus.
  const firstStep = useRef(step);
  useEffect(() => {
    if (firstStep.current !== step) current.current?.focus();
    firstStep.current = step;
  }, [step]);
  return (
    <Dialog
      open
      onClose={closeHandover}
      size={step === 'contacts' ? 'l' : 'xl'}
      title={handover.whole && leaver !== null ? t('leaver.title', { who: called(leaver) }) : t('title')}
      description={
        <ol className="handover-steps" aria-label={t('steps')}>
          {STEPS.map((name, index) => (
            <li
              key={name}
              ref={name === step ? current : undefined}
              tabIndex={-1}
              aria-current={name === step ? 'step' : undefined}
            >
              {index + 1} {t(`step.${name}`)}
            </li>
          ))}
        </ol>
      }
      footer={
        step === 'contacts' ? (
          <ContactsFooter
            checking={handover.checking}
            services={handover.whole ? handover.selected.length : null}
            onGo={goOn}
          />
        ) : step === 'check' && plan !== null ? (
          <CheckFooter plan={plan} summary={summary} checking={handover.checking} group={handover.group} />
        ) : job !== null ? (
          <SendFooter job={job} group={handover.group} />
        ) : undefined
      }
    >
      {step === 'contacts' ? (
        <form
          className="handover-body"
          onSubmit={(event) => {
            event.preventDefault();
            goOn();
          }}
        >
          {handover.whole ? (
            <HandoverLeaver handover={handover} demanded={demanded} />
          ) : (
            <HandoverContacts handover={handover} lines={lines} demanded={demanded} />
          )}
          {/* Enter in a field goes on, as the button in the footer does. */}
          <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        </form>
      ) : (
        <div className="handover-body">
          {step === 'check' && plan !== null ? (
            <HandoverCheck handover={handover} plan={plan} summary={summary} />
          ) : shownJob !== null ? (
            <HandoverSend job={shownJob} />
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

type ContactsFooterProps = {
  checking: boolean;
  /** How many it is about, where that is everything of somebody. */
  services: number | null;
  onGo: () => void;
};

function ContactsFooter({ checking, services, onGo }: ContactsFooterProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const count = services ?? 0;
  return (
    <>
      <p className="dialog-note">
        {count === 0 ? t('handover:nothingSent') : t('handover:leaver.next', { count, shown: number(count) })}
      </p>
      <Button onClick={closeHandover}>{t('common:cancel')}</Button>
      <Button variant="primary" busy={checking} onClick={onGo}>
        {count === 0 ? t('handover:check') : t('handover:leaver.check', { count, shown: number(count) })}
      </Button>
    </>
  );
}

type CheckFooterProps = { plan: HandoverPlan; summary: PlanSummary; checking: boolean; group: string };

function CheckFooter({ plan, summary, checking, group }: CheckFooterProps) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const isOne = summary.requests === 1;
  const sync = useStore((state) => state.sync);
  const going = new Set(summary.keys);
  const senders = plan.rows.flatMap((row) =>
    row.accountId !== null && going.has(row.serviceKey) ? [row.accountId] : [],
  );
  const later = areOffline(sync, [...new Set(senders)]);
  return (
    <>
      <p className="dialog-note">
        {summary.requests === 0 ? (
          t(plan.rows.some((row) => row.verdict === 'ready') ? 'handover:noneLeft' : 'handover:noneReady')
        ) : later ? (
          <KeepWhy />
        ) : (
          withParts(
            t(`handover:${isOne ? 'codesForOne' : summary.allGetAll ? 'codesForEach' : 'codesForAll'}`),
            {
              people: <People who={summary.codesTo.slice(0, NAMED_IN_FOOTER)} strong />,
            },
          )
        )}
      </p>
      <Button onClick={goToContacts}>{t('common:back')}</Button>
      <Button busy={checking} onClick={() => void checkAgain()}>
        {t('handover:checkAgain')}
      </Button>
      <PrepareHandover group={group} asked={plan.asked} rows={plan.rows} keys={summary.keys} />
      {later ? (
        <KeepHandover asked={plan.asked} group={group} keys={summary.keys} primary />
      ) : (
        <Button variant="primary" disabled={summary.requests === 0} onClick={() => void sendHandover()}>
          {t('handover:send', { count: summary.requests, shown: number(summary.requests) })}
        </Button>
      )}
    </>
  );
}

/** Enough for every hand-over to one or two people; the rows name everybody. */
const NAMED_IN_FOOTER = 4;

function SendFooter({ job, group }: { job: HandoverJob; group: string }) {
  const { t } = useTranslation(['handover', 'common']);
  const number = useNumber();
  const outcomes = Object.values(job.outcomes);
  if (job.running) {
    return (
      <>
        <p className="dialog-note">{t('handover:sent.mayClose')}</p>
        <Button busy={job.stopping} onClick={stopHandover}>
          {t('handover:sent.stop')}
        </Button>
      </>
    );
  }
  const again = keysToSendAgain(outcomes).length;
  const rest = keysToCheckAgain(outcomes).length;
  const { requestIds } = tallyOf(outcomes);
  const unsent = outcomes.filter(
    ({ outcome, failure }) => outcome === 'failed' && failure?.code === 'offline',
  );
  return (
    <>
      <p className="dialog-note">{again > 0 ? t('handover:sent.againNote') : ''}</p>
      {rest > 0 ? (
        <Button onClick={() => void checkRestAgain()}>{t('handover:sent.checkRest')}</Button>
      ) : null}
      {again > 0 ? (
        <Button onClick={() => void sendAgain()}>
          {t('handover:sent.again', { count: again, shown: number(again) })}
        </Button>
      ) : null}
      {unsent.length > 0 ? (
        <KeepHandover asked={job.asked} group={group} keys={unsent.map(({ serviceKey }) => serviceKey)} />
      ) : null}
      {requestIds.length > 0 ? (
        <Button variant="primary" onClick={() => showRequests(outcomes)}>
          {t('handover:sent.show', { count: requestIds.length })}
        </Button>
      ) : (
        <Button onClick={closeHandover}>{t('common:close')}</Button>
      )}
    </>
  );
}

/** The one request that was made, or the list of those that wait for codes. */
function showRequests(outcomes: readonly { serviceKey: string; requestIds: number[] }[]): void {
  const made = outcomes.flatMap(({ serviceKey, requestIds }) =>
    requestIds.map((id) => `${serviceKey.slice(0, serviceKey.lastIndexOf('/'))}/${id}`),
  );
  closeHandover();
  selectServices(NOTHING_SELECTED);
  const [first, second] = made;
  if (first !== undefined && second === undefined) openRequest(first);
  else go({ screen: 'requests' });
}

/** One request in full: who hands over to whom, what that means for the reader, the codes it waits for, its course. */

import { ArrowRight, ExternalLink, Server } from 'lucide-react';
import type { Account } from '../../shared/account.ts';
import { isContactType, orderedTypes } from '../../shared/contact.ts';
import { isMine } from '../../shared/mine.ts';
import { sideKey } from '../../shared/request.ts';
import type { Side } from '../../shared/turn.ts';
import { cancels, sidesOf, takesCodes } from '../../shared/turn.ts';
import { hasControlPanel, useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { ReadAgain } from '../accounts/read-again.tsx';
import { CodeOutcome } from '../codes/code-outcome.tsx';
import { CodePanel } from '../codes/code-panel.tsx';
import { RequestLetters } from '../letters/request-letters.tsx';
import { Handle } from '../people/handle.tsx';
import { Sentence } from '../people/sentence.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { PaneHead } from '../ui/pane-head.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { RoleChip } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { AskAgain } from './ask-again.tsx';
import type { PlaceAmongYours } from './decided-rows.ts';
import { DecidedSide } from './decided-side.tsx';
import { RequestCourse } from './request-course.tsx';
import { phaseOf, storyOf } from './request-story.ts';
import { type RequestRow } from './requests-view.ts';

type RequestPaneProps = { row: RequestRow; place?: PlaceAmongYours | null; onClose: () => void };

export function RequestPane({ row, place = null, onClose }: RequestPaneProps) {
  const { t } = useTranslation('requests');
  const number = useNumber();
  const accounts = useAccounts();
  const typeName = useRequestTypeName();
  const { request, mine } = row;
  const own = accounts.filter((account) => account.api === request.api);
  const reader = own.find((account) => request.seenBy.includes(account.id)) ?? own[0];
  const type = typeName(request);
  const story = storyOf(request, mine);
  const phase = phaseOf(row);
  return (
    <div className="request" data-request={request.key}>
      <header className="request-head">
        <PaneHead
          title={
            request.serviceDomain === null ? t('unknownService') : <ShownName name={request.serviceDomain} />
          }
          tip={request.serviceDomain ?? undefined}
          close={t('pane.close')}
          onClose={onClose}
        />
        {place === null ? null : (
          <p className="request-place">{t('pane.place', { at: number(place.at), of: number(place.of) })}</p>
        )}
        <p className="request-facts">
          {type === '' ? null : `${type} · `}
          {t('pane.number', { id: request.id })} · <AskedBy row={row} />,{' '}
          <When at={request.dateRequest} style="short" />
        </p>
      </header>
      <div className="request-sides">
        <Party title={t('pane.handsOver')} nichandle={request.fromAccount} row={row} accounts={own} />
        <ArrowRight className="request-arrow" aria-hidden="true" />
        <Party title={t('pane.takesOver')} nichandle={request.toAccount} row={row} accounts={own} />
      </div>
      <ul className="request-types">
        {orderedTypes(request.contactTypes).map((contactType) => (
          <li key={contactType} className="request-type">
            <RoleChip type={contactType} />
            {isContactType(contactType) ? <span>{t(`contact.${contactType}`)}</span> : null}
          </li>
        ))}
      </ul>
      <div className="request-story">
        <p>
          <Sentence of={`requests:${story.key}`} handles={handlesOf(story.values)} mine={mine} />
        </p>
        {phase === null ? null : (
          <p className="request-phase">
            <Sentence
              of={`requests:${phase.key}`}
              handles={handlesOf(phase.values)}
              lists={phase.lists ?? {}}
              values={{ id: request.id, state: request.state }}
              mine={mine}
            />
          </p>
        )}
      </div>
      <Codes row={row} accounts={own} />
      <RequestLetters row={row} />
      <AskAgain request={request} mine={mine} />
      <RequestCourse row={row} />
      {reader === undefined ? null : (
        <div className="request-links">
          <ReadAgain accountId={reader.id} />
          {request.serviceKey === null ? null : (
            <Button
              variant="link"
              icon={<Server aria-hidden="true" />}
              onClick={() => go({ screen: 'services', key: request.serviceKey })}
            >
              {t('menu.service')}
            </Button>
          )}
          {hasControlPanel(reader) ? (
            <Button
              variant="link"
              icon={<ExternalLink aria-hidden="true" />}
              onClick={() => openLink({ to: 'panel-requests', accountId: reader.id })}
            >
              {t('pane.panel')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** The NIC handles among a sentence's data. */
function handlesOf({ asker = '', from = '', to = '' }: Record<string, string>): Record<string, string> {
  return { asker, from, to };
}

/** One panel for each of my sides that may still give its code; what was decided for the others. */
function Codes({ row, accounts }: { row: RequestRow; accounts: readonly Account[] }) {
  const { request, mine } = row;
  const last = useStore((state) => state.decisions.last);
  const sides = sidesOf(request, mine).filter((side) => side.mine && side.confirms);
  const cancelling = cancels(request, mine);
  return sides.map((side) => {
    const account = accountOf(side, accounts);
    if (account === undefined) return null;
    const asksHere = cancelling && side.asks;
    const outcome = last[sideKey({ requestKey: request.key, accountId: account.id })];
    const open = takesCodes(request.state) && (side.code === 'needed' || side.code === 'uncertain');
    if (open) {
      return (
        <CodePanel
          // Typed text belongs to one side of one request and must not stay when another is shown.
          key={`${request.key} ${account.id}`}
          request={request}
          side={side}
          account={account}
          named={sides.length > 1}
          cancels={asksHere}
        />
      );
    }
    // Past that, the request's own state tells more than what was said when deciding.
    if (!takesCodes(request.state)) return null;
    // What was confirmed elsewhere has a way back, which an outcome's sentence has not.
    return outcome !== undefined && sides.length === 1 && side.code !== 'elsewhere' ? (
      <CodeOutcome key={side.nichandle} said={outcome} cancels={asksHere} account={account} />
    ) : (
      <DecidedSide key={side.nichandle} row={row} side={side} account={account} />
    );
  });
}

function accountOf(side: Side, accounts: readonly Account[]): Account | undefined {
  return accounts.find((account) => account.nichandle.toLowerCase() === side.nichandle.toLowerCase());
}

function AskedBy({ row }: { row: RequestRow }) {
  const { t } = useTranslation('requests');
  const { askingAccount } = row.request;
  if (askingAccount === null) return t('pane.asked');
  if (isMine(askingAccount, row.mine)) return t('pane.askedByYou');
  return <Sentence of="requests:pane.askedBy" handles={{ nichandle: askingAccount }} mine={row.mine} />;
}

type PartyProps = {
  title: string;
  nichandle: string | null;
  row: RequestRow;
  accounts: readonly Account[];
};

function Party({ title, nichandle, row, accounts }: PartyProps) {
  const { t } = useTranslation('requests');
  const mine = isMine(nichandle, row.mine);
  const account = accounts.find((each) => each.nichandle.toLowerCase() === nichandle?.toLowerCase());
  const bothMine = isMine(row.request.fromAccount, row.mine) && isMine(row.request.toAccount, row.mine);
  const note = !mine
    ? nichandle === null
      ? t('pane.notTold')
      : t('pane.notYours')
    : bothMine && account !== undefined
      ? t('pane.oneOfYours', { name: account.name })
      : t('pane.you');
  return (
    <div className="request-party">
      <span className="request-party-title">{title}</span>
      <Handle nichandle={nichandle} mine={mine} labelled />
      <span className="request-party-note">{note}</span>
    </div>
  );
}

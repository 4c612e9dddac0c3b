/** What will happen to one service of a hand-over, or why not, in sentences: one for every kind of reason. */
import { assertNever } from '../../shared/failure.ts';
import { type BlockReason, myPartOf, type PlanRow } from '../../shared/handover.ts';
import { isMine } from '../../shared/mine.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { useAccountsById } from '../accounts/accounts.ts';
import { Handle } from '../people/handle.tsx';
import { useMine } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { openRequest } from '../requests/open-request.ts';
import { useTranslation } from '../words/translation.ts';
import { withParts } from '../words/with-parts.tsx';
import { Frees } from './handover-frees.tsx';
import { People } from './handover-people.tsx';
import { storyOf, type Who, whoIs } from './handover-plan.ts';
import { checkMyPart, closeHandover } from './handover-state.ts';

type StoryProps = {
  row: PlanRow;
  service: Service | undefined;
  /** Say who becomes what: it is not the same for every service. */
  named: boolean;
};

export function HandoverStory({ row, service, named }: StoryProps) {
  const api = service?.api ?? row.serviceKey.slice(0, row.serviceKey.lastIndexOf('/'));
  const mine = useMine(api);
  const accounts = useAccountsById();
  const asker = row.accountId === null ? null : (accounts.get(row.accountId)?.nichandle ?? null);
  return (
    <div className="handover-story">
      {named && row.changes.length > 0 ? <Changes row={row} mine={mine} /> : null}
      {row.reason === null ? (
        <>
          <Ready row={row} asker={asker} mine={mine} several={(service?.seenBy.length ?? 0) > 1} />
          <MayRun row={row} api={api} />
        </>
      ) : (
        <>
          <Reason row={row} reason={row.reason} api={api} asker={asker} mine={mine} />
          <MyPart row={row} />
          <Frees row={row} api={api} />
        </>
      )}
    </div>
  );
}

/** "Technical contact: a → b". */
function Changes({ row, mine }: { row: PlanRow; mine: ReadonlySet<string> }) {
  const { t } = useTranslation(['handover', 'common']);
  return (
    <p className="handover-changes">
      {row.changes.map(({ contactType, from, to }) => (
        <span key={contactType}>
          {t(`common:role.${contactType}.full`)}: <Handle nichandle={from} mine={isMine(from, mine)} />{' '}
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('handover:becomes')}</span>{' '}
          <Handle nichandle={to} mine={isMine(to, mine)} />
        </span>
      ))}
    </p>
  );
}

type ReadyProps = {
  row: PlanRow;
  asker: string | null;
  mine: ReadonlySet<string>;
  /** More than one of my accounts sees it: which of them sends has to be said. */
  several: boolean;
};

function Ready({ row, asker, mine, several }: ReadyProps) {
  const { t, i18n } = useTranslation(['handover', 'common']);
  const called = useCalled();
  const { successorOf, confirmers, informed } = storyOf(row, asker, mine);
  const [only, second] = confirmers;
  const confirm =
    only !== undefined && second === undefined && only.is === 'you'
      ? withParts(t('handover:story.onlyYou'), { people: <People who={confirmers} /> })
      : withParts(t(`handover:${confirmers.length === 2 ? 'story.both' : 'story.all'}`), {
          people: <People who={confirmers} join="list" />,
        });
  const told =
    informed.length === 0 ? null : (
      <>
        {' '}
        {withParts(t('handover:story.informed', { count: informed.length }), {
          people: <People who={informed} />,
        })}
      </>
    );
  const roles = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
    successorOf.map((type) => t(`handover:roleOf.${type}`)),
  );
  const own = successorOf.length === 0 ? null : t('handover:story.successor', { roles });
  return (
    <>
      <p>{own ?? confirm}</p>
      {own === null && told === null ? null : (
        <p className="handover-story-more">
          {own === null ? null : confirm}
          {told}
        </p>
      )}
      {several && asker !== null ? (
        <p className="handover-story-more">{t('handover:story.sender', { nichandle: called(asker) })}</p>
      ) : null}
      {row.unsure ? <p className="handover-story-more">{t('handover:story.unsure')}</p> : null}
    </>
  );
}

/** A request runs on this service or on its namesake: it may be this one that OVHcloud then refuses. */
function MayRun({ row: { mayRun }, api }: { row: PlanRow; api: string }) {
  const { t } = useTranslation('handover');
  if (mayRun === undefined) return null;
  return (
    <p className="handover-story-warn">
      {withParts(t('story.mayRun'), {
        request: (
          <RequestLink requestKey={`${api}/${mayRun}`}>{t('record.request', { id: mayRun })}</RequestLink>
        ),
      })}
    </p>
  );
}

/** Not all that is asked for is mine to change, but some of it is: that alone, if the person says so. */
function MyPart({ row }: { row: PlanRow }) {
  const { t, i18n } = useTranslation('handover');
  const types = myPartOf(row);
  if (types.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <p className="handover-story-part">
      {t('part.yours', { roles: list.format(types.map((type) => t(`roleOf.${type}`))) })}{' '}
      <button type="button" className="handover-link" onClick={() => void checkMyPart([row])}>
        {t('part.take')}
      </button>
    </p>
  );
}

type ReasonProps = {
  row: PlanRow;
  reason: BlockReason;
  api: string;
  asker: string | null;
  mine: ReadonlySet<string>;
};

function Reason({ row, reason, api, asker, mine }: ReasonProps) {
  const { t } = useTranslation(['handover', 'common']);
  const person = (nichandle: string): Who[] => [whoIs(nichandle, asker, mine)];
  switch (reason.kind) {
    case 'running':
      return (
        <p>
          {withParts(t('handover:reason.running'), {
            request: (
              <RequestLink requestKey={`${api}/${reason.requestId}`}>
                {t('handover:record.request', { id: reason.requestId })}
              </RequestLink>
            ),
          })}
        </p>
      );
    case 'debt':
      return (
        <p>
          {asker !== null && sameNichandle(asker, reason.nichandle)
            ? t('handover:reason.debt', { amount: reason.amount })
            : withParts(t('handover:reason.debtOf', { amount: reason.amount }), {
                people: <People who={person(reason.nichandle)} />,
              })}
        </p>
      );
    case 'role': {
      const { administrator, holder, contactType } = reason;
      const may = [administrator, contactType === 'contactAdmin' ? null : holder].filter(
        (handle): handle is string => handle !== null,
      );
      const [first, second] = may;
      const isSame = first !== undefined && second !== undefined && sameNichandle(first, second);
      const who = (isSame ? [first] : may).map((handle) => whoIs(handle, null, mine));
      const key =
        who.length === 0
          ? 'reason.roleUnknown'
          : contactType === 'contactAdmin' || isSame || who.length === 1
            ? 'reason.roleAdmin'
            : `reason.role.${contactType}`;
      return (
        <p>
          {withParts(t(`handover:${key}`), {
            people: <People who={who} />,
            administrator: <People who={who.slice(0, 1)} />,
            holder: <People who={who.slice(1)} />,
          })}
        </p>
      );
    }
    case 'email-elsewhere':
      return <p>{t('handover:reason.emailElsewhere', { email: reason.email })}</p>;
    case 'other-zone':
      return (
        <p>
          {withParts(t('handover:reason.otherZone'), { people: <People who={person(reason.nichandle)} /> })}
        </p>
      );
    case 'not-active':
      return <p>{t('handover:reason.notActive', { state: stateName(t, reason.state) })}</p>;
    case 'nothing':
      return <p>{t('handover:reason.nothing', { count: row.changes.length })}</p>;
    case 'not-there':
      return (
        <p>
          {withParts(t('handover:reason.notThere'), {
            who: <Handle nichandle={reason.nichandle} mine={isMine(reason.nichandle, mine)} />,
          })}
        </p>
      );
    case 'service-unpaid':
      return <p>{t('handover:reason.serviceUnpaid')}</p>;
    case 'contacts-unknown':
      return <p>{t('handover:reason.contactsUnknown')}</p>;
    case 'in-creation':
      return <p>{t('handover:reason.inCreation')}</p>;
    case 'no-route':
      return <p>{t('handover:reason.noRoute')}</p>;
    case 'no-credential':
      return <p>{t('handover:reason.noCredential')}</p>;
    default:
      return assertNever(reason);
  }
}

const NAMED_STATES = ['suspended', 'deleted', 'toDelete', 'expired', 'terminated'];

/** In words where they are known, else as OVHcloud writes it. */
function stateName(t: (key: string) => string, state: string): string {
  return NAMED_STATES.includes(state) ? t(`handover:state.${state}`) : state;
}

/** Leaves the dialog for the request; `children` come from the sentence around it. */
export function RequestLink({ requestKey, children }: { requestKey: string; children?: React.ReactNode }) {
  return (
    <button
      type="button"
      className="handover-link"
      onClick={() => {
        closeHandover();
        openRequest(requestKey);
      }}
    >
      {children}
    </button>
  );
}

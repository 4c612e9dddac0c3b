/** The course of a request: what happened, what happens now, what is still to come. Facts only, no buttons. */
import type { CourseStep } from '../../shared/turn.ts';
import { courseOf, sidesOf } from '../../shared/turn.ts';
import { Sentence } from '../people/sentence.tsx';
import { useNow } from '../store/now.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import type { RequestRow } from './requests-view.ts';

export function RequestCourse({ row }: { row: RequestRow }) {
  const { t } = useTranslation('requests');
  const now = useNow();
  const { request, mine } = row;
  const several = sidesOf(request, mine).filter((side) => side.mine).length > 1;
  return (
    <section aria-label={t('pane.course')}>
      <ol className="course">
        {courseOf(request, mine, now).map((step) => (
          <li
            key={`${step.step} ${step.nichandle ?? ''}`}
            className={`course-step course-${step.status}`}
            data-end={step.step === 'ended' ? request.state : undefined}
          >
            <span className="course-dot" aria-hidden="true" />
            <span className="course-what">
              <StepName step={step} row={row} several={several} />
              <span className="visually-hidden"> ({t(`course.status.${step.status}`)})</span>
            </span>
            <span className="course-when">
              <StepNote step={step} row={row} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepName({ step, row, several }: { step: CourseStep; row: RequestRow; several: boolean }) {
  const { t } = useTranslation('requests');
  const { state } = row.request;
  switch (step.step) {
    case 'requested':
    case 'checked':
    case 'applied':
      return t(`course.${step.step}`);
    case 'ended': {
      const known = ['refused', 'aborted', 'expired', 'error'].includes(state);
      return t(`course.ended.${known ? state : 'other'}`, { state });
    }
    case 'confirms': {
      const refused = step.status === 'failed';
      if (step.mine === true && !several) return t(refused ? 'course.youRefused' : 'course.youConfirm');
      const key =
        step.mine === true
          ? refused
            ? 'yourAccountRefused'
            : 'yourAccountConfirms'
          : refused
            ? 'refused'
            : 'confirms';
      return (
        <Sentence
          of={`requests:course.${key}`}
          handles={{ nichandle: step.nichandle ?? '' }}
          mine={row.mine}
        />
      );
    }
  }
}

function StepNote({ step, row }: { step: CourseStep; row: RequestRow }) {
  const { t } = useTranslation('requests');
  if (step.at !== null) return <When at={step.at} style="short" />;
  const uncertain =
    step.step === 'confirms' &&
    sidesOf(row.request, row.mine).some(
      (side) => side.nichandle === step.nichandle && side.code === 'uncertain',
    );
  if (uncertain) return t('course.note.uncertain');
  const elsewhere =
    step.step === 'confirms' &&
    sidesOf(row.request, row.mine).some(
      (side) => side.nichandle === step.nichandle && side.code === 'elsewhere',
    );
  if (elsewhere) return t('course.note.elsewhere');
  switch (step.status) {
    case 'now':
      return step.step === 'confirms' && row.deadline !== null ? (
        <Expires at={row.deadline} resent={row.request.resentAt !== null} />
      ) : (
        t('course.note.inProgress')
      );
    case 'next':
      return step.step === 'applied' ? t('course.note.afterBoth') : null;
    case 'not-known':
      return step.step === 'confirms' && row.segment !== 'closed'
        ? t('course.note.notKnown')
        : t('course.note.notTold');
    case 'skipped':
      return row.overdue && step.step === 'confirms' ? t('course.note.overdue') : t('course.note.skipped');
    case 'done':
    case 'failed':
      return null;
  }
}

function Expires({ at, resent }: { at: number; resent: boolean }) {
  const { t } = useTranslation('requests');
  const [before = '', after = ''] = t('course.note.expires', { when: '\u0001' }).split('\u0001');
  return (
    <span title={resent ? t('deadline.resent') : t('deadline.about')}>
      {before}
      <When at={at} style="in" />
      {after}
    </span>
  );
}

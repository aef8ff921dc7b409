import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { PostingInFullDocument, type PostingInFullQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { AssessmentPanel } from './assessment-panel.tsx';
import { type Act, actsOf, PostingAct } from './posting-act.tsx';

interface Props {
  readonly county: string;
  readonly today: string;
  readonly postingId: string | undefined;
  readonly onClose: () => void;
  readonly onOpen: (postingId: string) => void;
}

/** One posting: what it is, everything that may be done to it, what was done, and how it was assessed. */
export function PostingDrawer({ county, today, postingId, onClose, onOpen }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: PostingInFullDocument,
    variables: { id: postingId ?? '' },
    pause: postingId === undefined,
  });
  const posting = data?.node?.__typename === 'Posting' && data.node.id === postingId ? data.node : undefined;
  return (
    <Drawer
      open={postingId !== undefined}
      onClose={onClose}
      title={posting ? t('postings.drawer', { name: posting.teacher.name }) : t('loading')}
      size={520}
      mask={false}
      destroyOnHidden
    >
      {posting ? (
        <Details
          key={posting.id}
          county={county}
          today={today}
          posting={posting}
          again={again}
          onOpen={onOpen}
        />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <p className="quiet">{t('notFound.text')}</p>
      )}
    </Drawer>
  );
}

type Posting = Extract<NonNullable<PostingInFullQuery['node']>, { readonly __typename: 'Posting' }>;

interface DetailsProps {
  readonly county: string;
  readonly today: string;
  readonly posting: Posting;
  readonly again: () => void;
  readonly onOpen: (postingId: string) => void;
}

function Details({ county, today, posting, again, onOpen }: DetailsProps) {
  const { t, language } = useWords();
  const nameOf = usePostName();
  const [act, setAct] = useState<Act>();
  const acts = actsOf(posting);
  const dayOr = (text: string | null | undefined) => (text ? day(text, language) : '—');
  const { from, to, back, plan, replaces, endsOn, endedOn, state, decision } = posting;
  return (
    <div className="stack">
      {acts.length > 0 ? (
        <div className="row">
          {acts.map((one) => (
            <Button key={one} onClick={() => setAct(one)}>
              {t(`postings.act.${one}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <Facts
        facts={[
          { label: t('postings.stateLabel'), value: t(`postings.state.${state}`) },
          { label: t('postings.fromLabel'), value: from ? from.school.name : t('postings.outside') },
          {
            label: t('postings.host'),
            value: `${posting.hostSchool.name}${to ? ` ${t(`stage.${to.stage}`)}` : ''}`,
          },
          { label: t('postings.post'), value: nameOf(posting) },
          { label: t('postings.form'), value: t(`moveForm.${posting.form}`) },
          { label: t('postings.relation'), value: t(posting.relationMoves ? 'yes' : 'no') },
          { label: t('postings.startsOn'), value: dayOr(posting.startsOn) },
          { label: t('postings.endsOn'), value: endsOn ? dayOr(endsOn) : t('postings.noEnd') },
          ...(decision ? [{ label: t('postings.decided'), value: t(`postings.decision.${decision}`) }] : []),
          ...(endedOn ? [{ label: t('postings.endedOn'), value: dayOr(endedOn) }] : []),
          { label: t('postings.reportBy'), value: dayOr(posting.reportBy) },
          { label: t('postings.reportedOn'), value: dayOr(posting.reportedOn) },
          ...(back
            ? [{ label: t('postings.back'), value: `${back.school.name} ${t(`stage.${back.stage}`)}` }]
            : []),
          ...(plan
            ? [
                {
                  label: t('postings.plan'),
                  value: (
                    <Link to="/plans/$planId" params={{ planId: plan.id }}>
                      {plan.name}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(replaces
            ? [
                {
                  label: t('postings.inPlaceOf'),
                  value: (
                    <button type="button" className="link" onClick={() => onOpen(replaces.id)}>
                      {replaces.teacher.name}
                    </button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <section className="stack">
        <h2 className="sub">{t('postings.history')}</h2>
        {posting.changes.length === 0 ? (
          <p className="quiet">{t('postings.historyEmpty')}</p>
        ) : (
          <ol className="timeline">
            {posting.changes.map(({ position, step, on, at, by, kind, reason, undoes }) => (
              <li key={position}>
                <span className="strong">{t(`postings.step.${step}`)}</span> {dayOr(on)}
                {undoes ? ` ${t('postings.undoes', { position: undoes })}` : ''}
                {kind ? ` ${t(`postings.early.${kind}`)}` : ''}
                <div className="quiet small">
                  {by?.name ?? t('postings.byDay')} · {instant(at, language)}
                </div>
                {reason ? <div className="reason">{reason}</div> : null}
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="stack">
        <h2 className="sub">{t('postings.assessment')}</h2>
        {posting.assessments.length === 0 ? (
          <p className="quiet">{t('postings.assessmentEmpty')}</p>
        ) : (
          posting.assessments.map((assessment) => (
            <AssessmentPanel key={assessment.id} assessment={assessment} />
          ))
        )}
      </section>
      {act ? (
        <PostingAct
          key={act}
          county={county}
          today={today}
          act={act}
          posting={posting}
          onClose={() => setAct(undefined)}
          onDone={again}
          onReadAgain={again}
        />
      ) : null}
    </div>
  );
}

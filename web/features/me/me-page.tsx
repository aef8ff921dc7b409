import { Link } from '@tanstack/react-router';
import { MyPageDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { currentRound } from '../../ui/current-round.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PartLinks } from '../../ui/part-links.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import './me.css';
import { NowPart } from './now-part.tsx';
import { PlansPart } from './plans-part.tsx';
import { PointsPart } from './points-part.tsx';
import { RecordPart } from './record-part.tsx';
import { ServicePart } from './service-part.tsx';
import { type MeView, parts } from './view.ts';
import { WishesPart } from './wishes-part.tsx';

interface Props {
  readonly teacherId: string;
  /** Code of the county. */
  readonly county: string;
  readonly view: MeView;
  readonly onView: (patch: MeView) => void;
}

/** A teacher's own pages, for a phone first: what waits, what plans mean, wishes, points, postings, the record. */
export function MePage({ teacherId, county, view, onView }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: MyPageDocument,
    variables: { teacher: teacherId, county },
  });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  const rounds = data?.county?.rounds.nodes ?? [];
  const round = currentRound(rounds, view.round);
  const part = view.part ?? 'now';
  return (
    <Page title={t('me.title')} lead={t(`me.lead.${part}`)}>
      <PartLinks label={t('me.parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            to="/me"
            search={(before) => ({ ...before, part: one === 'now' ? undefined : one })}
            {...(one === part ? { 'aria-current': 'page' as const } : {})}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            {t(`me.part.${one}`)}
          </Link>
        ))}
      </PartLinks>
      {teacher ? (
        <>
          {rounds.length > 1 && (part === 'now' || part === 'wishes') ? (
            <SelectField
              label={t('title.round')}
              none={t('me.currentRound')}
              value={round?.id}
              choices={rounds.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(chosen) => onView({ round: chosen })}
            />
          ) : null}
          {part === 'now' ? <NowPart teacher={teacher} round={round} /> : null}
          {part === 'plans' ? <PlansPart teacher={teacher} rounds={rounds} onChange={again} /> : null}
          {part === 'wishes' ? (
            <WishesPart key={round?.id} teacherId={teacherId} round={round} onChange={again} />
          ) : null}
          {part === 'points' ? <PointsPart teacherId={teacherId} rounds={rounds} onChange={again} /> : null}
          {part === 'service' ? <ServicePart teacherId={teacherId} county={county} /> : null}
          {part === 'record' ? <RecordPart teacherId={teacherId} onChange={again} /> : null}
        </>
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('me.noRecord')}>{t('me.noRecordText')}</EmptyState>
      )}
    </Page>
  );
}

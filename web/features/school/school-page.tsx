import { Link } from '@tanstack/react-router';
import { MySchoolDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { currentRound } from '../../ui/current-round.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PartLinks } from '../../ui/part-links.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { HostingPart } from './hosting-part.tsx';
import { MovesPart } from './moves-part.tsx';
import { NowPart } from './now-part.tsx';
import { StaffPart } from './staff-part.tsx';
import { parts, type SchoolView } from './view.ts';

interface Props {
  readonly schoolId: string;
  /** Code of the county. */
  readonly county: string;
  readonly view: SchoolView;
  readonly onView: (patch: SchoolView) => void;
}

/** A principal's school: what waits, what each subject lacks, who comes and goes and why, who is posted in, the staff. */
export function SchoolPage({ schoolId, county, view, onView }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: MySchoolDocument,
    variables: { school: schoolId, county },
  });
  const school = data?.node?.__typename === 'School' ? data.node : undefined;
  const rounds = data?.county?.rounds.nodes ?? [];
  const round = currentRound(rounds, view.round);
  const postings = data?.county?.postings.nodes ?? [];
  const part = view.part ?? 'now';
  return (
    <Page
      title={school?.name ?? t('nav.school')}
      lead={t(`school.lead.${part}`)}
      actions={
        round?.openFor.includes('REQUESTS') ? (
          <Link to="/requests" className="button-link primary">
            {t('school.ask')}
          </Link>
        ) : null
      }
    >
      <PartLinks label={t('school.parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            to="/school"
            search={(before) => ({ ...before, assess: undefined, part: one === 'now' ? undefined : one })}
            {...(one === part ? { 'aria-current': 'page' as const } : {})}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          >
            {t(`school.part.${one}`)}
          </Link>
        ))}
      </PartLinks>
      {school ? (
        <>
          {rounds.length > 1 && (part === 'now' || part === 'moves') ? (
            <SelectField
              label={t('title.round')}
              none={t('school.currentRound')}
              value={round?.id}
              choices={rounds.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(chosen) => onView({ round: chosen })}
            />
          ) : null}
          {part === 'now' ? (
            <NowPart
              school={school}
              round={round}
              postings={postings}
              asked={data?.county?.requests.totalCount ?? 0}
            />
          ) : null}
          {part === 'moves' ? <MovesPart schoolId={schoolId} round={round} onChange={again} /> : null}
          {part === 'hosting' ? (
            <HostingPart
              postings={postings}
              county={county}
              assess={view.assess}
              onAssess={(assess) => onView({ assess })}
              onChange={again}
            />
          ) : null}
          {part === 'staff' ? <StaffPart schoolId={schoolId} county={county} /> : null}
        </>
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('school.none')}>{t('school.noneText')}</EmptyState>
      )}
    </Page>
  );
}

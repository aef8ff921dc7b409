import type { RegistryFindingsQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';

type Finding = NonNullable<NonNullable<RegistryFindingsQuery['county']>['registryFindings']>[number];

/** What on file makes figures wrong or impossible, by its place: to be mended in the registry. */
export function FindingsTab({ findings }: { readonly findings: readonly Finding[] }) {
  const { t, say } = useWords();
  if (findings.length === 0)
    return <EmptyState title={t('indicators.noFindings')}>{t('indicators.noFindingsText')}</EmptyState>;
  const columns: readonly Column<Finding>[] = [
    {
      key: 'place',
      title: t('indicators.place'),
      cell: ({ section, schools }) =>
        section
          ? `${section.school.name} ${t(`stage.${section.stage}`)}`
          : schools.map(({ name }) => name).join(t('comma')) || t('indicators.standards'),
    },
    { key: 'what', title: t('indicators.finding'), cell: ({ words }) => say(words) },
  ];
  return (
    <DataTable
      caption={t('indicators.tab.findings')}
      columns={columns}
      rows={findings}
      rowKey={({ code, section, words }) => `${code} ${section?.id} ${words.en}`}
    />
  );
}

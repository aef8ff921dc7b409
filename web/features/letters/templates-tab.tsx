import { Button } from 'antd';
import { useState } from 'react';
import {
  type LetterKind,
  type Language as PaperLanguage,
  TemplateInForceDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { Paper } from './paper.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { letterKinds } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
}

const languages: readonly PaperLanguage[] = ['ZH_CN', 'EN'];

/** The template in force, what may be filled in, and a new version of it. */
export function TemplatesTab({ county }: Props) {
  const { t, language: shown } = useWords();
  const [kind, setKind] = useState<LetterKind>('DISPATCH');
  const [language, setLanguage] = useState<PaperLanguage>(shown === 'en' ? 'EN' : 'ZH_CN');
  const [open, setOpen] = useState<'preview' | 'edit'>();
  const { data, error, again } = useLiveQuery({
    query: TemplateInForceDocument,
    variables: { county: county.code, kind, language },
  });
  const inForce = data?.county?.letterTemplateInForce;
  const versions = data?.county?.letterTemplates ?? [];
  return (
    <div className="stack">
      <div className="row-end no-print">
        <SelectField
          label={t('letters.kindLabel')}
          none={t('letters.kind.DISPATCH')}
          value={kind === 'DISPATCH' ? undefined : kind}
          choices={letterKinds
            .filter((value) => value !== 'DISPATCH')
            .map((value) => ({ value, label: t(`letters.kind.${value}`) }))}
          onChange={(next) => setKind(next ?? 'DISPATCH')}
        />
        <SelectField
          label={t('letters.language')}
          none={t('letters.languages.ZH_CN')}
          value={language === 'ZH_CN' ? undefined : language}
          choices={languages
            .filter((value) => value !== 'ZH_CN')
            .map((value) => ({ value, label: t(`letters.languages.${value}`) }))}
          onChange={(next) => setLanguage(next ?? 'ZH_CN')}
        />
        <Button disabled={!inForce} onClick={() => setOpen('preview')}>
          {t('letters.template.preview')}
        </Button>
        <Button type="primary" disabled={!inForce} onClick={() => setOpen('edit')}>
          {t('letters.template.edit')}
        </Button>
      </div>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {!inForce ? (
        error ? null : (
          <Loading />
        )
      ) : (
        <div className="side-by-side">
          <section className="stack" aria-labelledby="template-text">
            <h2 id="template-text" className="sub">
              {inForce.version === 0
                ? t('letters.shipped')
                : t('letters.templateVersion', { version: inForce.version })}
            </h2>
            <p className="quiet small">
              {t('letters.template.reference', { pattern: inForce.text.reference })}
            </p>
            <Paper blocks={inForce.text.blocks} />
          </section>
          <div className="stack">
            <h2 className="sub">{t('letters.template.placeholders')}</h2>
            <DataTable
              caption={t('letters.template.placeholders')}
              rows={data?.letterPlaceholders ?? []}
              rowKey={({ name }) => name}
              columns={[
                {
                  key: 'name',
                  title: t('letters.template.name'),
                  cell: ({ name }) => <code>{`{${name}}`}</code>,
                },
                { key: 'text', title: t('letters.template.stands'), cell: ({ text }) => text },
                { key: 'sample', title: t('letters.template.sample'), cell: ({ sample }) => sample },
                {
                  key: 'needed',
                  title: t('letters.template.needed'),
                  cell: ({ needed }) => (needed ? t('yes') : t('no')),
                },
              ]}
            />
            <h2 className="sub">{t('letters.template.versions')}</h2>
            {versions.length === 0 ? (
              <p className="quiet">{t('letters.template.none')}</p>
            ) : (
              <DataTable
                caption={t('letters.template.versions')}
                rows={versions}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'version',
                    title: t('letters.template.version'),
                    end: true,
                    cell: ({ version }) => version,
                  },
                  {
                    key: 'from',
                    title: t('letters.template.from'),
                    cell: ({ effectiveFrom }) => day(effectiveFrom, shown),
                  },
                  {
                    key: 'by',
                    title: t('letters.template.by'),
                    cell: ({ createdBy }) => createdBy?.name ?? '—',
                  },
                  { key: 'note', title: t('letters.template.note'), cell: ({ note }) => note ?? '—' },
                ]}
              />
            )}
          </div>
        </div>
      )}
      {open === 'preview' ? (
        <PreviewDialog
          countyId={county.id}
          kind={kind}
          language={language}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'edit' && inForce ? (
        <TemplateEditor
          county={county}
          kind={kind}
          language={language}
          newest={Math.max(0, ...versions.map(({ version }) => version))}
          text={inForce.text}
          onClose={() => setOpen(undefined)}
          onDone={again}
        />
      ) : null}
    </div>
  );
}

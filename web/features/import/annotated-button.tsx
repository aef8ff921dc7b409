import { App, Button } from 'antd';
import { useMutation } from 'urql';
import { AnnotateWorkbookDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { save } from '../../ui/save.ts';

interface Props {
  readonly countyId: string;
  readonly file: File;
  readonly mapping: string | undefined;
}

/** The officer's own file back, each wrong row with what is wrong with it. */
export function AnnotatedButton({ countyId, file, mapping }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [{ fetching }, annotate] = useMutation(AnnotateWorkbookDocument);
  const download = async () => {
    const answer = await annotate({ countyId, file, ...(mapping ? { mapping } : {}) });
    const why = whyNot(answer, { network: t('import.tooBig'), unknown: t('failure.unknown') });
    const report = answer.data?.importWorkbook;
    if (why !== undefined || report?.__typename !== 'ImportReport' || !report.annotated)
      return void message.error(why ?? t('failure.download'));
    const bytes = Uint8Array.from(atob(report.annotated), (letter) => letter.charCodeAt(0));
    const name = file.name.replace(/\.\w+$/, '');
    save(`${name}-${t('import.faultsShort')}.xlsx`, new Blob([bytes], { type: workbookType }));
  };
  return (
    <div className="row">
      <Button type="primary" loading={fetching} onClick={() => void download()}>
        {t('import.annotated')}
      </Button>
      <span className="quiet small">{t('import.annotatedText')}</span>
    </div>
  );
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

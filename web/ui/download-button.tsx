import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { fetchFile } from '../graphql/fetch-file.ts';
import { useWords } from './language.ts';
import { save } from './save.ts';

interface Props {
  readonly path: string;
  readonly children: ReactNode;
  /** In a row of a table. */
  readonly small?: boolean;
  /** Said to who cannot see which row it stands in. */
  readonly label?: string;
}

/** Fetches a file in the console's language, and says so where it does not come. */
export function DownloadButton({ path, children, small, label }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [fetching, setFetching] = useState(false);
  const download = async () => {
    setFetching(true);
    try {
      const response = await fetchFile(path);
      if (response.ok) save(nameIn(response.headers.get('content-disposition')), await response.blob());
      else message.error(t('failure.download'));
    } catch {
      message.error(t('failure.network'));
    } finally {
      setFetching(false);
    }
  };
  return (
    <Button
      loading={fetching}
      onClick={download}
      {...(small ? { size: 'small' as const } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children}
    </Button>
  );
}

/** The name a `Content-Disposition` gives: the one in UTF-8 where there is one. */
export function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'junheng.xlsx';
}

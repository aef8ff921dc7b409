import { currentLanguage } from '../ui/language.ts';
import { sessionOver, signedInAgain } from './session-end.ts';

/** Asks for a file in the console's language; where the session is over, once more after the reader is back. */
export async function fetchFile(path: string): Promise<Response> {
  const response = await fetch(path, { headers: { 'accept-language': currentLanguage() } });
  if (response.status !== 401) return response;
  sessionOver();
  await signedInAgain();
  return fetchFile(path);
}

import { writeWorkbook } from '../../server/sheets/write.ts';
import { demoCounty } from './demo.ts';
import { sheetsOf } from './sheets.ts';

/** The demo county as the workbook an officer would upload; the same bytes each time. */
export const demoWorkbook = (): Promise<Uint8Array> => writeWorkbook(sheetsOf(demoCounty()));

/**
 * Everything that is kept about a person, table by table, in one answer (GDPR articles 15 and 20). Own data only: what
 * says something about somebody else, and what is a secret of ours, is left out and named.
 */
import { getTableColumns } from 'drizzle-orm';
import type { Reader } from '../../db/store.ts';
import { getBrand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { impersonalTables, type PersonalTable, personalTable, personalTableNames } from './personalData.ts';
import { readSubject, type Subject } from './subject.ts';

type Row = Readonly<Record<string, unknown>>;

export interface PersonalData {
  readonly format: 'doorstep/1';
  readonly generatedAt: string;
  readonly brand: string;
  /** The shop's id for her. */
  readonly customer: string;
  readonly data: Readonly<Record<string, readonly Row[]>>;
  /** What is not in it, and why. */
  readonly leftOut: {
    readonly columns: Readonly<Record<string, readonly string[]>>;
    readonly tables: Readonly<Record<string, string>>;
  };
}

/** @param about.customerId ours. @throws Fault `not_found` */
export const exportCustomer = async (
  reader: Reader,
  about: { readonly brandId: string; readonly customerId: string; readonly now: Date },
): Promise<PersonalData> => {
  const customer = await getCustomer(reader, about.brandId, about.customerId);
  const brand = await getBrand(reader, about.brandId);
  const subject = await readSubject(reader, about.brandId, about.customerId);
  const data: Record<string, readonly Row[]> = {};
  for (const name of personalTableNames) data[name] = await rowsOf(reader, name, subject);
  return {
    format: 'doorstep/1',
    generatedAt: about.now.toISOString(),
    brand: brand.name,
    customer: customer.externalId,
    data,
    leftOut: {
      columns: Object.fromEntries(
        personalTableNames.flatMap((name) => {
          const { withheld = [] } = personalTable(name).rule;
          return withheld.length === 0 ? [] : [[name, withheld]];
        }),
      ),
      tables: impersonalTables,
    },
  };
};

const rowsOf = async (reader: Reader, name: PersonalTable, subject: Subject): Promise<readonly Row[]> => {
  const { table, rule } = personalTable(name);
  const where = rule.of(subject);
  if (where === undefined) return [];
  const given = Object.entries(getTableColumns(table)).filter(([column]) => !isLeftOut(column, rule.withheld));
  return reader.select(Object.fromEntries(given)).from(table).where(where);
};

const isLeftOut = (column: string, withheld: readonly string[] = []): boolean =>
  column === 'brandId' || withheld.includes(column);

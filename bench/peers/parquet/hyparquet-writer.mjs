import { parquetWriteFile } from 'hyparquet-writer';
import { writerSubject } from '../../lib/user-columns.mjs';

const TYPES = {
  id: 'UUID',
  email: 'STRING',
  name: 'STRING',
  phone: 'STRING',
  created_at: 'TIMESTAMP',
};

export const peer = writerSubject({
  name: 'hyparquet-writer (writing alone)',
  units: { file: 200_000 },
  prepareColumns: (columns) =>
    Object.entries(columns).map(([name, data]) => ({
      name,
      data,
      type: TYPES[name],
      nullable: false,
    })),
  write: (columnData, filename) => parquetWriteFile({ filename, columnData }),
});

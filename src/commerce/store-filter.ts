import type { Filter } from './search-criteria.js';

export const storeFilter = (storeIds: readonly number[]): Filter =>
  storeIds.length === 1
    ? { field: 'store_id', value: storeIds[0] ?? 0 }
    : { field: 'store_id', value: storeIds.join(','), condition: 'in' };

import { anonymous } from '../access.js';
import { customerType } from '../customer-input-types.js';
import { customerById, customerView, registerCustomer, saveCustomer } from '../customers.js';
import { type Fields, isRecord } from '../json.js';
import { type Call, idOf, type Route } from '../route.js';
import type { CustomerRow } from '../rows.js';
import { parseSearchCriteria, search } from '../search-criteria.js';
import { columnsOf, type Parameter } from '../service-input.js';

const customer: Parameter = { name: 'customer', type: { object: () => customerType }, isRequired: true };
const columns = new Set([...columnsOf(customerType), 'entity_id']);

export const customerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/V1/customers/search',
    operation: 'searchCustomers',
    resource: 'Magento_Customer::customer',
    handle: (call) =>
      search<CustomerRow>(parseSearchCriteria(call.query), {
        rows: call.shop.customers.values(),
        hasColumn: (column) => columns.has(column),
        column: (row, column) => row.fields[column === 'entity_id' ? 'id' : column],
        view: customerView,
      }),
  },
  {
    method: 'POST',
    path: '/V1/customers',
    operation: 'registerCustomer',
    resource: anonymous,
    parameters: [customer, { name: 'password', type: 'string', isRequired: false }],
    handle: (call) => customerView(registerCustomer(call.shop, given(call), call.store)),
  },
  {
    method: 'GET',
    path: '/V1/customers/{customerId}',
    operation: 'getCustomer',
    resource: 'Magento_Customer::customer',
    handle: (call) => customerView(customerById(call.shop, idOf(call, 'customerId'))),
  },
  {
    method: 'PUT',
    path: '/V1/customers/{customerId}',
    operation: 'saveCustomer',
    resource: 'Magento_Customer::manage',
    parameters: [customer],
    handle: (call) => customerView(saveCustomer(call.shop, given(call), call.store)),
  },
];

function given(call: Call): Fields {
  const value = call.arguments['customer'];
  return isRecord(value) ? { ...value } : {};
}

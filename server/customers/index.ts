export {
  type Customer,
  type CustomerInput,
  findCustomer,
  getCustomer,
  listCustomers,
  putCustomer,
} from './customers.ts';

export {
  type Customer,
  findCustomer,
  getCustomer,
  listCustomers,
  putCustomer,
} from './customers.ts';

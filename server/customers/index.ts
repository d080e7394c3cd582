export { type Customer, type CustomerInput, findCustomer, getCustomer, putCustomer } from './customers.ts';

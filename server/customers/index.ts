export {
  type Customer,
  findCustomer,
  getCustomer,
  listCustomers,
  type ProfileChange,
  putCustomer,
  setProfile,
  setPromoConsent,
} from './customers.ts';

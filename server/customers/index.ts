export {
  type Customer,
  findCustomer,
  getCustomer,
  listCustomers,
  noteJoined,
  type ProfileChange,
  putCustomer,
  setProfile,
  setPromoConsent,
} from './customers.ts';

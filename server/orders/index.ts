export {
  addressInput,
  type OrderInput,
  orderCustomerInput,
  orderInput,
  type RefundInput,
  refundInput,
} from './inputs.ts';
export { cancelOrder, foreignCurrency, putOrder, recordRefund, revokeLinks } from './orders.ts';
export {
  countOrdersOfCustomer,
  findOrder,
  findOrderById,
  findOrdersByNumber,
  firstOrderedAt,
  getOrder,
  listItems,
  listOrders,
  listOrdersOfCustomer,
  listRefunds,
  type OrderItem,
  type OrderRow,
  type Refund,
} from './queries.ts';

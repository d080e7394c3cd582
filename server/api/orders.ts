/** Orders, refunds and the customers behind them. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { findCustomer, getCustomer, putCustomer } from '../customers/index.ts';
import { notFound } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import {
  findOrder,
  listItems,
  listOrdersOfCustomer,
  listRefunds,
  type OrderRow,
  orderCustomerInput,
  orderInput,
  putOrder,
  recordRefund,
  refundInput,
} from '../orders/index.ts';
import { listEvents, listShipmentItems, listShipments } from '../shipments/index.ts';
import { type Api, reads, writes } from './endpoint.ts';
import type { ApiParts } from './parts.ts';
import { customerJson, customerShape, orderJson, orderShape, shipmentJson, type shipmentShape } from './shapes.ts';

const byId = z.object({ id: externalId });
const orderAnswer = z
  .object({
    order: orderShape,
    link: z.url().openapi({ description: 'The shopper’s page. Whoever has it sees the delivery.' }),
  })
  .openapi('OrderAnswer');

export const orderEndpoints = (api: Api, parts: ApiParts): void => {
  const answer = async (reader: Reader, brand: Brand, order: OrderRow): Promise<z.input<typeof orderAnswer>> => ({
    order: await wholeOrder(reader, order),
    link: parts.linkOf(brand, order),
  });

  writes(
    api,
    parts,
    'put',
    {
      path: '/orders/{id}',
      tag: 'Orders',
      summary: 'Add or replace an order',
      description:
        'The whole order with its customer, items and shipments. Shipments that are left out stay. With `updatedAt`, an order older than the one held is not applied.',
      scope: 'orders:write',
      params: byId,
      body: orderInput,
      answer: orderAnswer,
    },
    async (work, { brand, params, body }) => {
      const { order } = await putOrder(work, brand.id, params.id, body, 'api');
      return answer(work.tx, brand, order);
    },
  );

  reads(
    api,
    parts,
    {
      path: '/orders/{id}',
      tag: 'Orders',
      summary: 'An order with its shipments and its link',
      scope: 'orders:read',
      params: byId,
      answer: orderAnswer,
    },
    async (reader, { brand, params }) => {
      const order = await findOrder(reader, brand.id, params.id);
      if (!order) throw notFound(`Order ${params.id}`);
      return answer(reader, brand, order);
    },
  );

  writes(
    api,
    parts,
    'post',
    {
      path: '/orders/{id}/refunds',
      tag: 'Orders',
      summary: 'Record a refund',
      description:
        'The same refund id again changes nothing. It has to be in the currency of the order. Points go back by the items that it names, each with those of its own line; what it pays back beyond them, and `shippingMinor`, is for shipping. One that names no items takes in proportion of what earns.',
      scope: 'orders:write',
      params: byId,
      body: refundInput,
      answer: z.object({ outcome: z.enum(['recorded', 'duplicate']) }),
    },
    async (work, { brand, params, body }) => ({ outcome: await recordRefund(work, brand.id, params.id, body) }),
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/customers/{id}',
      tag: 'Customers',
      summary: 'Add or change a customer',
      description: 'Fields that are left out stay as they are.',
      scope: 'customers:write',
      params: byId,
      body: orderCustomerInput.omit({ id: true }),
      answer: z.object({ customer: customerShape }),
    },
    async (work, { brand, params, body }) => ({
      customer: customerJson(await putCustomer(work, brand.id, { id: params.id, ...body })),
    }),
  );
};

/** @returns the customer of the merchant's id. @throws Fault `not_found` */
export const knownCustomer = async (reader: Reader, brandId: string, id: string) => {
  const customer = await findCustomer(reader, brandId, id);
  if (!customer) throw notFound(`Customer ${id}`);
  return customer;
};

export const ordersOf = async (reader: Reader, brandId: string, customerId: string, limit: number) => {
  const orders = await listOrdersOfCustomer(reader, brandId, customerId, limit);
  return Promise.all(orders.map((order) => wholeOrder(reader, order)));
};

const wholeOrder = async (reader: Reader, order: OrderRow): Promise<z.infer<typeof orderShape>> =>
  orderJson(order, {
    customer: await getCustomer(reader, order.brandId, order.customerId),
    items: await listItems(reader, order.id),
    shipments: await shipmentsOf(reader, order),
    refunds: await listRefunds(reader, order.id),
  });

export const shipmentsOf = async (reader: Reader, order: OrderRow): Promise<z.infer<typeof shipmentShape>[]> => {
  const shipments = await listShipments(reader, order.brandId, order.id);
  const ids = shipments.map((shipment) => shipment.id);
  const events = await listEvents(reader, ids);
  const assigned = await listShipmentItems(reader, ids);
  const items = new Map((await listItems(reader, order.id)).map((item) => [item.id, item.externalId]));
  return shipments.map((shipment) =>
    shipmentJson(shipment, {
      orderId: order.externalId,
      events: events.filter((event) => event.shipmentId === shipment.id),
      itemIds: assigned
        .filter((row) => row.shipmentId === shipment.id)
        .flatMap((row) => items.get(row.orderItemId) ?? []),
    }),
  );
};

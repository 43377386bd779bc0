-- What serves the lists of one user, of the marketplace, and of an order, an invoice or a subscription.
drop index invoice_unpaid_of_orders;
create index invoice_by_orders on invoice using gin (order_ids);
create index invoice_by_user on invoice (marketplace_id, company_id, user_id, invoice_number);
create index invoice_by_date on invoice (marketplace_id, created_at, invoice_number);
create index payment_by_invoice on payment (marketplace_id, invoice_number);
create index payment_by_subscriptions on payment using gin (subscription_ids);
create index payment_by_user on payment (marketplace_id, company_id, user_id, payment_number);
create index payment_by_date on payment (marketplace_id, created_at, payment_number);
create index order_by_user on purchase_order (marketplace_id, company_id, user_id, created_at, order_id);
create index order_by_date on purchase_order (marketplace_id, created_at, order_id);
create index subscription_by_user on subscription (marketplace_id, company_id, user_id, started_at, subscription_id);
create index subscription_by_date on subscription (marketplace_id, started_at, subscription_id);

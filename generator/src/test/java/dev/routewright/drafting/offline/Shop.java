package dev.routewright.drafting.offline;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Services for tests, written in a line each: {@code POST /payments createPayment "Charge a customer" (orderId!, amount!:number)
 * -> paymentId, status=APPROVED|DECLINED}. A trailing {@code !} makes an input required.
 */
final class Shop {
    private static final Pattern LINE = Pattern.compile("(\\w+) (\\S+) (\\w+) \"([^\"]*)\" \\(([^)]*)\\)(?: -> (.*))?");

    private Shop() {}

    static Service service(String name, String title, String... operations) {
        return new Service(
                name,
                title,
                "",
                Arrays.stream(operations).map(o -> operation(name, o)).toList(),
                List.of("http://localhost"),
                true);
    }

    private static Operation operation(String service, String line) {
        var m = LINE.matcher(line);
        if (!m.matches()) throw new IllegalArgumentException(line);
        var inputs = new ArrayList<Input>();
        for (var part : m.group(5).split(",\\s*")) {
            if (part.isBlank()) continue;
            var name = part.replaceAll("[!:=].*", "");
            var in =
                    m.group(2).contains("{" + name + "}") ? In.PATH : m.group(1).equals("GET") ? In.QUERY : In.BODY;
            inputs.add(new Input(name, in, schema(part.replace("!", "")), part.contains("!")));
        }
        var replies = m.group(6) == null ? List.<Reply>of() : List.of(new Reply(200, "", reply(m.group(6)), null));
        return new Operation(service, m.group(3), m.group(4), "", m.group(1), m.group(2), inputs, replies);
    }

    private static Schema reply(String fields) {
        if (fields.startsWith("[") && fields.endsWith("]"))
            return array(object(fields.substring(1, fields.length() - 1)));
        return object(fields);
    }

    private static Schema object(String fields) {
        var properties = new LinkedHashMap<String, Schema>();
        var nested = Pattern.compile("(\\w+)\\[([^\\]]*)\\]").matcher(fields);
        while (nested.find()) properties.put(nested.group(1), array(object(nested.group(2))));
        for (var field : fields.replaceAll("\\w+\\[[^\\]]*\\],?\\s*", "").split(",\\s*"))
            if (!field.isBlank()) properties.put(field.replaceAll("[:=].*", ""), schema(field));
        return new Schema("object", null, "", null, List.of(), properties, Set.of(), null);
    }

    private static Schema array(Schema items) {
        return new Schema("array", null, "", null, List.of(), java.util.Map.of(), Set.of(), items);
    }

    /** {@code name}, {@code name:number} or {@code name=A|B}. */
    private static Schema schema(String field) {
        if (field.contains("=")) {
            var values = Arrays.<Object>stream(
                            field.substring(field.indexOf('=') + 1).split("\\|"))
                    .toList();
            return new Schema("string", null, "", null, values, java.util.Map.of(), Set.of(), null);
        }
        return Schema.of(field.contains(":") ? field.substring(field.indexOf(':') + 1) : "string");
    }

    static final List<Service> ALL = List.of(
            service(
                    "inventory",
                    "Inventory service",
                    "GET /stock/{sku} getStock \"Look up the stock of a product\" (sku!) -> sku, available:integer",
                    "POST /stock/{sku}/reservations reserveStock \"Reserve stock for an order\" (sku!, quantity!:integer) -> reservationId"),
            service(
                    "payments",
                    "Payment service",
                    "POST /payments createPayment \"Charge the customer for an order\" (orderId!, amount!:number) -> paymentId, status=APPROVED|DECLINED",
                    "POST /refunds refundPayment \"Refund a payment\" (orderId!) -> refundId"),
            service(
                    "notifications",
                    "Notification service",
                    "POST /notifications sendNotification \"Notify a user\" (userId!, message!) -> notificationId",
                    "POST /sms sendSms \"Send a text message\" (phone!, text!) -> id",
                    "POST /emails sendEmail \"Send an email\" (email!, subject!, body!) -> id",
                    "POST /chat/messages sendChatMessage \"Send a chat message to a channel\" (channel!, text!) -> id"),
            service(
                    "users",
                    "User accounts",
                    "POST /users/{userId}/verification verifyUser \"Verify the identity of a user\" (userId!) -> verified:boolean, reason",
                    "GET /users/{userId} getUser \"Get a user\" (userId!) -> userId, name, level=GOLD|SILVER|BASIC"),
            service(
                    "orders",
                    "Order desk",
                    "POST /orders processOrder \"Process an order\" (orderId!, userId!, quantity!:integer) -> orderId, status=ACCEPTED|QUEUED",
                    "DELETE /orders/{orderId} cancelOrder \"Cancel an order\" (orderId!) -> orderId",
                    "GET /orders listOrders \"List orders\" (status=OPEN|SHIPPED) -> orders[orderId, total:number]"),
            service(
                    "production",
                    "Production planning",
                    "POST /schedules scheduleProduction \"Schedule production from a device state\" (deviceId!, state!) -> scheduleId",
                    "POST /inspections inspectQuality \"Inspect the quality of a batch\" (scheduleId!) -> passed:boolean, defects:integer"),
            service(
                    "alerts",
                    "Alert service",
                    "POST /alerts raiseAlert \"Raise an alert\" (message!, severity=LOW|HIGH) -> alertId"),
            service(
                    "scoring",
                    "Credit scoring",
                    "POST /scores scoreRequest \"Score a credit request\" (customerId!, amount!:number) -> score:integer, riskLevel=LOW|MEDIUM|HIGH"),
            service(
                    "tickets",
                    "Support tickets",
                    "GET /tickets listTickets \"List tickets\" (status=OPEN|CLOSED) -> tickets[ticketId, title, priority=LOW|HIGH]",
                    "POST /tickets createTicket \"Create a support ticket\" (title!, description!) -> ticketId"),
            service(
                    "weather",
                    "Weather",
                    "GET /weather getWeather \"Get the current weather for a city\" (city!) -> city, condition=SUNNY|RAIN|SNOW, temperature:number"),
            service(
                    "shipping",
                    "Shipping service",
                    "POST /shipments createShipment \"Create a shipment for an order\" (orderId!, address!) -> shipmentId, trackingNumber",
                    "GET /shipments/{shipmentId} trackShipment \"Track a shipment\" (shipmentId!) -> status=DELIVERED|DELAYED|ON_WAY"),
            service(
                    "prices",
                    "Price list",
                    "GET /prices/{sku} getPrice \"Get the price of a product\" (sku!) -> sku, price:number"),
            service(
                    "leave",
                    "Leave management",
                    "GET /employees/{employeeId}/balance getLeaveBalance \"Get the leave balance of an employee\" (employeeId!) -> balance:number",
                    "POST /leave approveLeave \"Approve a leave request\" (employeeId!, days!:integer) -> approvalId"));

    /** The same trades, described by other people: other verbs, other fields, some of them in Chinese. */
    static final List<Service> OTHERS = List.of(
            service(
                    "stock",
                    "Stock",
                    "POST /stock/check checkStock \"Check whether a product is in stock\" (productId!, quantity!:integer) -> productId, sufficient:boolean, available:integer"),
            service(
                    "payment",
                    "Payments",
                    "POST /payments processPayment \"Process a payment for an order\" (orderId!, amount!:number, currency) -> paymentId, status=PAID|FAILED"),
            service(
                    "notify",
                    "Notifications",
                    "POST /notifications notifyUser \"Send a notification to a user\" (userId!, message!) -> id"),
            service(
                    "identity",
                    "Identity",
                    "POST /users/verify verifyUser \"Verify a user\" (userId!) -> status=VERIFIED|UNVERIFIED, reason"),
            service(
                    "orders",
                    "Orders",
                    "POST /orders placeOrder \"Place an order\" (userId!, items!:array) -> orderId, total:number",
                    "GET /orders/{orderId} getOrder \"Look up an order\" (orderId!) -> orderId, status, total:number"),
            service(
                    "quality",
                    "质量检验",
                    "POST /inspections inspect \"对设备生产的产品进行质量检验\" (deviceId!) -> result=PASS|FAIL, defectRate:number"),
            service("planner", "排产", "POST /plans planProduction \"根据设备状态安排生产\" (deviceId!, status!) -> planId"),
            service(
                    "alarm",
                    "Alarms",
                    "POST /alarms createAlarm \"Create an alarm for the operations team\" (title!, level=INFO|WARN|CRITICAL) -> alarmId"),
            service(
                    "helpdesk",
                    "Help desk",
                    "GET /tickets searchTickets \"Search tickets\" (state=open|closed, assignee) -> [id, subject, state, customerEmail]",
                    "POST /messages postMessage \"Post a message to the team chat\" (text!) -> ts",
                    "POST /tickets openTicket \"Open a ticket\" (subject!, body, customerId) -> id"),
            service(
                    "hr",
                    "HR",
                    "POST /leave-requests submitLeave \"Submit a leave request\" (employeeId!, from!, to!) -> requestId, approved:boolean",
                    "GET /employees/{id} getEmployee \"Get an employee\" (id!) -> id, name, managerId, email"),
            service(
                    "fx",
                    "Exchange rates",
                    "GET /rates getRate \"Get the exchange rate of a currency\" (currency!) -> currency, rate:number"),
            service(
                    "meters",
                    "Meter readings",
                    "GET /meters/{meterId}/readings getReadings \"Get the readings of a meter\" (meterId!) -> meterId, usage:number, unit"),
            service(
                    "clinic",
                    "Clinic",
                    "POST /appointments bookAppointment \"Book an appointment for a patient\" (patientId!, doctorId!, date!) -> appointmentId, confirmed:boolean"),
            service(
                    "flights",
                    "Flights",
                    "GET /flights/{flightNo} getFlightStatus \"Get the status of a flight\" (flightNo!) -> flightNo, delayed:boolean, minutes:integer"));
}

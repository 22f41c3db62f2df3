package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * A plausible service: what a department does with its things. Every second one is described in Chinese.
 *
 * @param domain whose service it is
 * @param trade what it does
 * @param copy which of several with the same domain and trade, from 1
 */
record CrowdService(Domain domain, Trade trade, int copy) {

    /** @param thing what it is about, in singular, as a name in code */
    record Domain(String name, String title, String chinese, String thing, String thingInChinese) {
        static Domain of(String line) {
            var part = line.split(",");
            return new Domain(part[0], part[1], part[2], part[3], part[4]);
        }
    }

    /** @param operations method, verb, and what it says, in both languages; {@code %s} is the thing */
    record Trade(String name, String title, String chinese, List<String> operations) {}

    private static final List<Domain> DOMAINS = """
            library,Library,图书馆,book,图书
            museum,Museum,博物馆,exhibit,展品
            parking,Parking,停车场,parkingSpace,车位
            greenhouse,Greenhouse,温室,plantBed,苗床
            clinic,Clinic,诊所,patient,患者
            school,School,学校,pupil,学生
            hotel-rooms,Hotel rooms,酒店客房,room,客房
            harbour,Harbour,港口,berth,泊位
            airport,Airport,机场,gate,登机口
            orchard,Orchard,果园,harvest,收成
            bakery,Bakery,面包房,recipe,配方
            brewery,Brewery,酿酒厂,batch,批次
            theatre,Theatre,剧院,seat,座位
            stadium,Stadium,体育场,ticket,门票
            pharmacy,Pharmacy,药房,prescription,处方
            laboratory,Laboratory,实验室,sample,样本
            fleet,Vehicle fleet,车队,vehicle,车辆
            bicycle,Bicycle rental,自行车租赁,bicycle,自行车
            waste,Waste collection,垃圾清运,container,垃圾箱
            water,Water works,自来水厂,pipeline,管线
            power-grid,Power grid,电网,substation,变电站
            weather,Weather stations,气象站,station,站点
            forest,Forestry,林业,tree,树木
            fishery,Fishery,渔业,catch,渔获
            insurance,Insurance,保险,policy,保单
            pension,Pension fund,养老基金,member,参保人
            tax-office,Tax office,税务局,declaration,申报
            court,Court,法院,hearing,庭审
            cadastre,Land register,土地登记,parcel,地块
            building,Building permits,建筑许可,permit,许可证
            elevator,Elevators,电梯,elevator,电梯
            printing,Printing house,印刷厂,printRun,印次
            newspaper,Newspaper,报社,article,文章
            podcast,Podcasts,播客,episode,节目
            music,Music lessons,音乐课程,lesson,课程
            translation,Translation,翻译,document,文件
            recruiting,Recruiting,招聘,applicant,应聘者
            payroll,Payroll,薪资,payslip,工资单
            travel-desk,Travel desk,差旅服务,journey,行程
            canteen,Canteen,食堂,menu,菜单
            """.lines().map(Domain::of).toList();

    private static final List<Trade> TRADES = List.of(
            new Trade(
                    "registry",
                    "registry",
                    "登记",
                    List.of(
                            "get find Find %s by its number|按编号查询%s",
                            "post register Register a new %s|登记新%s",
                            "put correct Correct the entry of %s|更正%s信息",
                            "delete strike Strike %s off the register|注销%s")),
            new Trade(
                    "billing",
                    "billing",
                    "计费",
                    List.of("post bill Bill the use of %s|对%s使用计费", "get showBill Show the bill for %s|查看%s账单")),
            new Trade(
                    "calendar",
                    "calendar",
                    "日程",
                    List.of(
                            "get showSlots Show the free slots of %s|查看%s空闲时段",
                            "post book Book a slot for %s|预约%s时段", "delete cancel Cancel the booking of %s|取消%s预约")),
            new Trade(
                    "inspection",
                    "inspections",
                    "检查",
                    List.of(
                            "post inspect Order an inspection of %s|安排检查%s",
                            "get report Read the report about %s|读取%s检查报告")),
            new Trade(
                    "statistics",
                    "statistics",
                    "统计",
                    List.of("get figures Read the figures of %s|读取%s统计数据", "post count Count an event of %s|记录%s事件")));

    static CrowdService number(int i) {
        int kinds = DOMAINS.size() * TRADES.size();
        // Neighbours differ in both, so that a small crowd is a mixed one.
        return new CrowdService(
                DOMAINS.get(i % DOMAINS.size()), TRADES.get((i + i / DOMAINS.size()) % TRADES.size()), 1 + i / kinds);
    }

    String name() {
        return domain.name() + "-" + trade.name() + (copy == 1 ? "" : "-" + copy);
    }

    private boolean isChinese() {
        return (DOMAINS.indexOf(domain) + TRADES.indexOf(trade)) % 2 == 1;
    }

    /** @param address where it answers */
    ObjectNode document(String address) {
        var document = Text.MAPPER.createObjectNode().put("openapi", "3.0.3");
        var title = isChinese() ? domain.chinese() + trade.chinese() : domain.title() + " " + trade.title();
        document.putObject("info").put("title", title).put("version", "1.0.0").put("description", title);
        document.putArray("servers").addObject().put("url", address);
        var paths = document.putObject("paths");
        trade.operations().forEach(operation -> {
            var part = operation.split(" ", 3);
            var told = part[2].split("\\|");
            var text = told[isChinese() ? 1 : 0].formatted(isChinese() ? domain.thingInChinese() : domain.thing());
            var withKey = !part[0].equals("post");
            var path = "/" + domain.thing().toLowerCase(Locale.ROOT) + "s" + (withKey ? "/{number}" : "");
            var distinct =
                    part[1].matches("show.*|report|figures") ? path + "/" + part[1].toLowerCase(Locale.ROOT) : path;
            var item = paths.withObject("/" + distinct.replace("~", "~0").replace("/", "~1"));
            item.set(part[0], operation(part, text, withKey));
        });
        return document;
    }

    private ObjectNode operation(String[] part, String text, boolean withKey) {
        var thing =
                Character.toUpperCase(domain.thing().charAt(0)) + domain.thing().substring(1);
        var operation = Text.MAPPER
                .createObjectNode()
                .put("operationId", part[1] + thing)
                .put("summary", text);
        if (withKey)
            operation
                    .putArray("parameters")
                    .addObject()
                    .put("name", "number")
                    .put("in", "path")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        if (!part[0].matches("get|delete")) {
            var body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject("application/json").set("schema", schema(thing));
        }
        var reply = operation.putObject("responses").putObject(part[0].equals("post") ? "201" : "200");
        reply.put("description", text);
        reply.putObject("content").putObject("application/json").set("schema", schema(thing));
        return operation;
    }

    private ObjectNode schema(String thing) {
        var schema = Text.MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties
                .putObject(domain.thing() + "Number")
                .put("type", "string")
                .put("example", thing.substring(0, 1) + "-100");
        properties.putObject("remark").put("type", "string").put("example", domain.title());
        properties.putObject("amount").put("type", "number").put("example", 12.5);
        properties.putObject("validFrom").put("type", "string").put("format", "date");
        schema.putArray("required").add(domain.thing() + "Number");
        return schema;
    }
}

package dev.routewright.drafting.model;

import dev.routewright.route.Lang;

/** What the author of a description is told, in the language of the description. */
record Words(Lang language) {
    record Sentence(String problem, String remedy) {}

    private boolean zh() {
        return language == Lang.ZH;
    }

    Sentence empty() {
        return zh()
                ? new Sentence("描述中没有内容。", "请写明由什么触发、要做哪些事。")
                : new Sentence("The description says nothing.", "Write what starts the integration and what it does.");
    }

    Sentence tooLong(int tokens) {
        return zh()
                ? new Sentence("描述太长，超过 " + tokens + " 个词元，没有起草。", "请拆成几个集成，或去掉与流程无关的内容。")
                : new Sentence(
                        "The description is longer than " + tokens + " tokens. Nothing was drafted.",
                        "Split it into several integrations, or leave out what does not concern the flow.");
    }

    Sentence tooMany(int clauses) {
        return zh()
                ? new Sentence("描述超过 " + clauses + " 句，没有起草。", "请拆成几个集成。")
                : new Sentence(
                        "The description has more than " + clauses + " sentences. Nothing was drafted.",
                        "Split it into several integrations.");
    }

    Sentence refused() {
        return zh()
                ? new Sentence("语言模型拒绝处理这份描述，没有起草。", "请检查描述中是否有与集成无关的内容，或换一个模型。")
                : new Sentence(
                        "The language model declined to work on this description. Nothing was drafted.",
                        "Remove what does not concern the integration, or use another model.");
    }

    Sentence noRoute() {
        return zh()
                ? new Sentence("语言模型没有写出路由文件，没有起草。", "请重试，或换一个更强的模型。")
                : new Sentence(
                        "The language model wrote no route file. Nothing was drafted.",
                        "Try again, or use a more capable model.");
    }

    String about(String place) {
        return zh() ? "计划中的 " + place + "：" : "In the plan, " + place + ": ";
    }

    String corrected(String example, String why) {
        return zh()
                ? "示例“" + example + "”在试运行后更正：" + why
                : "The example \"" + example + "\" was corrected after a rehearsal: " + why;
    }
}

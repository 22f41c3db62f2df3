package dev.langchain4j.standin;

/** Stands in for LangChain4j, so that an offender can use it whether or not it is on the class path. */
public final class ModelStandIn {
    private ModelStandIn() {}

    public static void use() {}
}

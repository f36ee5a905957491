package io.jiaxiao.order.catalogue.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import io.jiaxiao.order.catalogue.domain.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Products and plans. */
@Repository
public class CatalogueStore {

    private static final String PRODUCT = "SELECT code, line, title, cooling_off_days FROM product";
    private static final String PLAN =
            "SELECT code, product_code, title, months, term_ends_on, by_alipay, by_carrier, policy_code, on_sale FROM plan";

    private final JdbcClient jdbc;

    CatalogueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Product> products() {
        return jdbc.sql(PRODUCT + " ORDER BY sort, code")
                .query(CatalogueStore::product)
                .list();
    }

    public Optional<Product> product(String code) {
        return jdbc.sql(PRODUCT + " WHERE code = ?")
                .param(code)
                .query(CatalogueStore::product)
                .optional();
    }

    public List<Plan> plans() {
        return jdbc.sql(PLAN + " ORDER BY product_code, sort, code")
                .query(CatalogueStore::plan)
                .list();
    }

    public Optional<Plan> plan(String code) {
        return jdbc.sql(PLAN + " WHERE code = ?")
                .param(code)
                .query(CatalogueStore::plan)
                .optional();
    }

    /** In a transaction: versions of the plan's tariffs are counted by one at a time. False when there is no such plan. */
    public boolean lockPlan(String code) {
        return jdbc.sql("SELECT code FROM plan WHERE code = ? FOR UPDATE")
                .param(code)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the code is taken */
    public void insert(Product product) {
        jdbc.sql("INSERT INTO product (code, line, title, cooling_off_days, sort) VALUES (?,?,?,?,100)")
                .params(product.code(), product.line().name(), product.title(), product.coolingOffDays())
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the code is taken */
    public void insert(Plan plan) {
        jdbc.sql(
                        "INSERT INTO plan (code, product_code, title, months, term_ends_on, by_alipay, by_carrier, policy_code,"
                                + " on_sale, sort) VALUES (:code, :product, :title, :months, :ends, :alipay, :carrier, :policy, :sale, 100)")
                .param("code", plan.code())
                .param("product", plan.productCode())
                .param("title", plan.title())
                .param("months", plan.length() instanceof PlanLength.Months length ? length.months() : null)
                .param("ends", plan.length() instanceof PlanLength.UntilTermEnd length ? length.lastDay() : null)
                .param("alipay", plan.methods().contains(PayMethod.ALIPAY))
                .param("carrier", plan.methods().contains(PayMethod.CARRIER))
                .param("policy", plan.policyCode())
                .param("sale", plan.onSale())
                .update();
    }

    /** False when it is so already, or there is no such plan. */
    public boolean setOnSale(String planCode, boolean onSale) {
        return jdbc.sql("UPDATE plan SET on_sale = ? WHERE code = ? AND on_sale <> ?")
                        .params(onSale, planCode, onSale)
                        .update()
                == 1;
    }

    private static Product product(ResultSet row, int number) throws SQLException {
        return new Product(row.getString(1), ProductLine.valueOf(row.getString(2)), row.getString(3), row.getInt(4));
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        Set<PayMethod> methods = EnumSet.noneOf(PayMethod.class);
        if (row.getBoolean("by_alipay")) {
            methods.add(PayMethod.ALIPAY);
        }
        if (row.getBoolean("by_carrier")) {
            methods.add(PayMethod.CARRIER);
        }
        LocalDate ends = row.getObject("term_ends_on", LocalDate.class);
        return new Plan(
                row.getString("code"),
                row.getString("product_code"),
                row.getString("title"),
                ends == null ? new PlanLength.Months(row.getInt("months")) : new PlanLength.UntilTermEnd(ends),
                methods,
                row.getString("policy_code"),
                row.getBoolean("on_sale"));
    }
}

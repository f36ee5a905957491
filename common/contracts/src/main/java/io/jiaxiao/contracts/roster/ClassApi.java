package io.jiaxiao.contracts.roster;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Where classes and children stand in the roster. For services only; the answers hold ids and names of units, none of people. */
@FeignClient(name = "roster-service", contextId = "classApi")
public interface ClassApi {

    /** @throws io.jiaxiao.kernel.RefusedException 404 when there is no such class, or not any more */
    @GetMapping("/internal/classes/{classId}")
    ClassPlacement schoolClass(@PathVariable("classId") String classId);

    /** @throws io.jiaxiao.kernel.RefusedException 404 when there is no such child */
    @GetMapping("/internal/children/{childId}")
    ChildPlacement child(@PathVariable("childId") String childId);

    /** Many children at once; those who are not known are missing from the answer. */
    @PostMapping("/internal/children/lookups")
    ChildrenFound lookUp(@RequestBody ChildrenWanted wanted);

    /**
     * The children of a class, by their number.
     *
     * @param after the last child of the page before; empty for the first page
     * @param limit at most 500
     */
    @GetMapping("/internal/classes/{classId}/children")
    ClassChildren children(
            @PathVariable("classId") String classId,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "limit", defaultValue = "100") int limit);
}
